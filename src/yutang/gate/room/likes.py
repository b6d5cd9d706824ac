"""``POST /live/{sale}/likes``: taps of the heart, counted in memory and added each second."""

import asyncio
from collections import Counter
from typing import Annotated

import msgspec
import psycopg
import structlog
from msgspec import Meta
from starlette.types import Receive, Scope

from yutang.gate.database import Pool, rows
from yutang.gate.door.answers import NO_STORE, Answer
from yutang.gate.door.bodies import read_body
from yutang.gate.door.callers import address_of
from yutang.gate.door.identity import Identity
from yutang.gate.door.pace import Pace, Size
from yutang.gate.errors import Malformed, NotLive
from yutang.gate.room.rooms import Rooms
from yutang.kernel.errors import SignInNeeded
from yutang.live.rules import chat_is_open

LIKES_MOST = 50
"""Taps a page may send together."""
OWN_PACE = Size(5, 1.0)
"""An account's pace, and a device's, in sends: a page sends once a second while it is tapped."""
SHARED_PACE = Size(3_000, 1 / 300)
"""An address's pace, in taps, since a device costs a script nothing: 3,000 at once, then 300 a
second, which is 60 people behind one address who tap without a pause."""
STORE_S = 1.0

log = structlog.get_logger()


class LikesRequest(msgspec.Struct):
    count: Annotated[int, Meta(ge=1, le=LIKES_MOST)]


class Likes:
    """The door, and the counter behind it."""

    def __init__(self, identity: Identity, rooms: Rooms, pool: Pool) -> None:
        self._identity = identity
        self._rooms = rooms
        self._pool = pool
        self._waiting: Counter[int] = Counter()
        self._pace = Pace(OWN_PACE, SHARED_PACE)
        self._decode = msgspec.json.Decoder(LikesRequest).decode

    async def handle(self, scope: Scope, receive: Receive) -> Answer:
        self._identity.check_same_origin(scope)
        person, device = self._identity.person(scope), self._identity.device(scope)
        if person is None and device is None:
            raise SignInNeeded
        try:
            count = self._decode(await read_body(scope, receive)).count
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise Malformed from error
        room = await self._rooms.room(scope["path_params"]["sale"])
        if not chat_is_open(room.state):
            raise NotLive
        self._pace.take(person, device, address_of(scope), shared_tokens=count)
        self._waiting[room.sale_id] += count
        room.apply_likes(count)
        return Answer(204, b"", (NO_STORE,))

    async def run(self) -> None:
        """Store what was counted, until cancelled."""
        while True:
            await asyncio.sleep(STORE_S)
            await self.store()

    async def store(self) -> None:
        """Add the likes to their sales; what cannot be stored is kept for the next time."""
        counted, self._waiting = self._waiting, Counter()
        if not counted:
            return
        params = {"sales": list(counted), "likes": list(counted.values())}
        try:
            async with self._pool.connection() as connection:
                await rows(connection, "live", "add_likes", params)
        except (psycopg.Error, OSError) as error:
            log.warning("likes_not_stored", error=repr(error))
            self._waiting.update(counted)
            return
        for sale_id, count in counted.items():
            if room := self._rooms.if_known(sale_id):
                room.likes_stored(count)
            self._rooms.tell_others(sale_id)
