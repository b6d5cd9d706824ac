"""The gate as one ASGI application: what it holds, how it starts and stops, which door is where."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route, WebSocketRoute

from yutang.gate.bus import Announcer, Listener
from yutang.gate.camera.door import Broadcasts
from yutang.gate.camera.sightings import Sightings
from yutang.gate.database import make_pool
from yutang.gate.door.addresses import LOT, SALE
from yutang.gate.door.answers import Door
from yutang.gate.door.identity import Identity
from yutang.gate.door.revocations import Revocations
from yutang.gate.hauls import HAUL_MAX, HaulQueue
from yutang.gate.health import Health
from yutang.gate.orders.door import Orders
from yutang.gate.orders.intake import Intake, weight
from yutang.gate.orders.tickets import Tickets
from yutang.gate.pages.files import Media, Static
from yutang.gate.pages.proxy import Proxy
from yutang.gate.pages.refusals import not_served
from yutang.gate.room.attendance import Attendance
from yutang.gate.room.audience import Audience
from yutang.gate.room.chat import Chat, ChatStore
from yutang.gate.room.events import Events, Snapshot
from yutang.gate.room.likes import Likes
from yutang.gate.room.reader import RoomReader
from yutang.gate.room.rooms import Rooms
from yutang.gate.siblings import Siblings
from yutang.kernel.errors import SignInNeeded
from yutang.kernel.passes import Keyring
from yutang.plumbing import bus
from yutang.plumbing.config import Config

_BEGIN_ANEW_S = 1.0

log = structlog.get_logger()


class Gate:
    """Everything one gate process holds."""

    def __init__(
        self,
        config: Config,
        database_url: str,
        *,
        haul_max: int = HAUL_MAX,
        siblings: Siblings | None = None,
    ) -> None:
        name = f"{os.uname().nodename[:8]}-{uuid4().hex[:8]}"
        self.config = config
        self.siblings = siblings or Siblings(config.runtime)
        self.pool = make_pool(database_url)
        self.identity = Identity(Keyring(config.secrets().pass_keys), config.origins)
        self.revocations = Revocations(self.pool, self.identity)
        self.announcer = Announcer(self.pool, name)
        self.rooms = Rooms(RoomReader(self.pool, name, config.media), self.announcer)
        self.attendance = Attendance(self.pool, self.rooms, name)
        self.audience = Audience(self.identity, self.rooms, self.attendance)
        self.likes = Likes(self.identity, self.rooms, self.pool)
        # A row that the database refuses is one whose account is gone: its pass is worth no more.
        intake = Intake(self.pool, self.rooms)
        self.orders = HaulQueue(
            "orders",
            intake.flush,
            SignInNeeded,
            haul_max=haul_max,
            weigh=weight,
            may_repeat=True,
        )
        self.order_door = Orders(self.identity, self.rooms, self.orders)
        self.tickets = Tickets(self.identity, self.rooms, self.pool)
        self.chat = HaulQueue("chat", ChatStore(self.pool, self.rooms).flush, SignInNeeded)
        self.sightings = Sightings(self.pool, name, self.rooms.show_video)
        self.broadcasts = Broadcasts(
            config.media, self.pool, self.identity, self.rooms, self.sightings
        )
        self.proxy = Proxy(config.pages_socket or config.runtime / "pages.sock")
        self._listener = Listener(database_url, self._on_connected, self._on_message)
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Begin: a database that is not there yet is waited for by each request, not here."""
        await self.pool.open(wait=False)
        await self.siblings.open()
        self.orders.open()
        self.tickets.open()
        self.chat.open()
        counters = (self.attendance, self.likes)
        cameras = (self.broadcasts, self.sightings)
        for work in (self._listener, self.announcer, self.revocations, *counters, *cameras):
            self._tasks.append(asyncio.create_task(_for_ever(work.run)))

    async def end_streams(self) -> None:
        """End what would never end by itself."""
        await self.rooms.close()
        await self.broadcasts.close()

    async def close(self) -> None:
        """Answer who waits, store what was counted, let go."""
        await self.end_streams()
        # Together: behind a database that is stuck, each takes its whole time.
        await asyncio.gather(self.orders.close(), self.tickets.close(), self.chat.close())
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.likes.store()
        await self.attendance.close()
        await self.proxy.close()
        await self.siblings.close()
        await self.pool.close(timeout=2.0)

    async def _on_connected(self) -> None:
        self.sightings.bus_was_away()
        await self.revocations.read()
        self.rooms.all_changed()

    def _on_message(self, channel: str, payload: str) -> None:
        if channel == bus.CAMERA:
            if (taken := self.sightings.hear(payload)) is not None:
                self.broadcasts.taken_elsewhere(taken)
        elif channel == bus.REVOKE:
            self.identity.revoke(payload)
        elif (sale := self.announcer.heard(payload)) is not None:
            self.rooms.changed_elsewhere(sale)


async def _for_ever(run: Callable[[], Awaitable[None]]) -> None:
    """Keep something running beside the doors: a fault in it is told, and it begins anew."""
    while True:
        try:
            await run()
        except Exception:
            log.exception("task_failed", task=run.__qualname__)
        await asyncio.sleep(_BEGIN_ANEW_S)


def make_app(gate: Gate) -> Starlette:
    """Return the application; the hot doors come first, the pages take what is left."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await gate.open()
        try:
            yield
        finally:
            await gate.close()

    chat = Chat(gate.identity, gate.rooms, gate.chat)
    routes = [
        Route(f"{SALE}/orders", Door(gate.order_door.handle, "POST")),
        Route(f"{SALE}/tickets", Door(gate.tickets.handle, "GET", "POST")),
        Route(f"{SALE}/tickets/{LOT}", Door(gate.tickets.handle_leaving, "DELETE")),
        Route(f"{SALE}/events", Events(gate.audience)),
        Route(f"{SALE}/state", Door(Snapshot(gate.rooms).handle)),
        Route(f"{SALE}/chat", Door(chat.handle, "POST")),
        Route(f"{SALE}/likes", Door(gate.likes.handle, "POST")),
        WebSocketRoute(f"{SALE}/broadcast", gate.broadcasts.endpoint),
        Mount("/static", Static(gate.config.static)),
        Mount("/media", Media(gate.config.media)),
        Route("/healthz", Door(Health(gate.pool, gate.proxy).handle)),
        Route("/metrics", Door(gate.siblings.metrics_page)),
        Route("/{path:path}", gate.proxy),
    ]
    refusals = {HTTPException: not_served, Exception: not_served}
    return Starlette(routes=routes, lifespan=lifespan, exception_handlers=refusals)
