"""A camera's door for tests: a real server and a real recorder over the test's own database."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import psycopg
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, WebSocketRoute
from websockets.asyncio.client import ClientConnection, connect

from yutang.gate.camera.door import Broadcasts
from yutang.gate.camera.sightings import Sightings
from yutang.gate.database import make_pool
from yutang.gate.door.addresses import SALE
from yutang.gate.door.identity import Identity
from yutang.gate.room.rooms import Rooms
from yutang.kernel.passes import Keyring, Pass, Purpose, new_id
from yutang.live.feed import Video

KEYS = Keyring({"k": b"a key of the tests only"})
PATIENCE_S = 10.0


@dataclass
class Door:
    """A running door and what it told about the picture."""

    port: int
    sale: int
    media: Path
    url: str
    broadcasts: Broadcasts | None = None
    told: list[Video] = field(default_factory=list)

    def show_video(self, sale_id: int, video: Video) -> None:
        """Stand where the gate has its rooms."""
        assert sale_id == self.sale
        if not self.told or self.told[-1] != video:
            self.told.append(video)

    @property
    def folder(self) -> Path:
        return self.media / "live" / str(self.sale)

    def connect(self, **headers: str) -> connect:
        address = f"ws://127.0.0.1:{self.port}/live/{self.sale}/broadcast"
        return connect(address, additional_headers=headers, max_size=None)

    @asynccontextmanager
    async def camera(self) -> AsyncIterator[ClientConnection]:
        async with self.connect() as socket:
            await socket.send(json.dumps({"pass": broadcast_pass(self.sale)}))
            yield socket

    def rows(self) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as database:
            return database.execute(
                "select source, codecs, transcoded, end_reason, ended_at is not null"
                " from live_broadcast order by id"
            ).fetchall()

    async def until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < deadline, self.told
            await asyncio.sleep(0.02)

    async def until_state(self, state: str) -> Video:
        await self.until(lambda: bool(self.told) and self.told[-1].state == state)
        return self.told[-1]


@asynccontextmanager
async def open_door(
    sale: int, url: str, media: Path, routes: Sequence[BaseRoute] = ()
) -> AsyncIterator[Door]:
    """Serve the door of this sale's camera, and further routes."""
    pool = make_pool(url)
    await pool.open()
    listening = socket.create_server(("127.0.0.1", 0))
    door = Door(listening.getsockname()[1], sale, media, url)
    sightings = Sightings(pool, "door", door.show_video)
    door.broadcasts = Broadcasts(media, pool, Identity(KEYS), cast("Rooms", door), sightings)
    camera = WebSocketRoute(f"{SALE}/broadcast", door.broadcasts.endpoint)
    app = Starlette(routes=[camera, *routes])
    settings = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=2, lifespan="off")
    server = uvicorn.Server(settings)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    ticking = asyncio.create_task(door.broadcasts.run())
    yield door
    await door.broadcasts.close()
    ticking.cancel()
    server.should_exit = True
    await serving
    await pool.close()
    listening.close()


def broadcast_pass(sale_id: int, purpose: Purpose = "broadcast", person: int = 0) -> str:
    claim = Pass(new_id(), purpose, int(time.time()) + 60, person=person, sale=sale_id)
    return KEYS.mint(claim)
