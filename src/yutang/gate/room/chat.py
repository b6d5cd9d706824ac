"""``POST /live/{sale}/chat``: a line of chat, stored before it is shown."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import msgspec
from starlette.types import Receive, Scope

from yutang.gate import metrics
from yutang.gate.database import Pool, rows
from yutang.gate.door.answers import Answer
from yutang.gate.door.bodies import read_body
from yutang.gate.door.callers import address_of
from yutang.gate.door.identity import Identity
from yutang.gate.door.pace import Pace, Size
from yutang.gate.errors import Malformed, UnknownSale
from yutang.gate.hauls import HaulQueue
from yutang.gate.room.rooms import Rooms
from yutang.kernel.errors import Refusal
from yutang.live.errors import ChatClosed, Muted
from yutang.live.feed import Line
from yutang.live.rules import chat_is_open, clean_message

OWN_PACE = Size(3, 1.5)
"""An account's pace, and a device's: as fast as one writes and others can read."""
SHARED_PACE = Size(60, 0.1)
"""An address's pace: 60 lines at once, then 10 a second. A village behind one address greets its
host together and then talks, 500 people a line each 50 s; a script's accounts together cannot
push everybody else's lines off the screen."""


class ChatRequest(msgspec.Struct):
    text: str


class Said(NamedTuple):
    """A line that is to be stored."""

    sale: int
    person: int
    name: str
    text: str


class ChatStore:
    """Stores lines in hauls and shows them in their rooms."""

    def __init__(self, pool: Pool, rooms: Rooms) -> None:
        self._pool = pool
        self._rooms = rooms

    async def flush(self, said: list[Said]) -> Sequence[int]:
        """Store the lines and return their ids."""
        # Moments one microsecond apart tell which returned row is whose.
        now = datetime.now(UTC)
        ats = [now + timedelta(microseconds=place) for place in range(len(said))]
        params = {
            "sales": [line.sale for line in said],
            "persons": [line.person for line in said],
            "names": [line.name for line in said],
            "ats": ats,
            "texts": [line.text for line in said],
        }
        async with self._pool.connection() as connection:
            stored = await rows(connection, "live", "store_messages", params)
        ids = {at: number for number, at in stored}
        self._show(said, [(ids[at], at) for at in ats])
        return [ids[at] for at in ats]

    def _show(self, said: list[Said], stored: list[tuple[int, datetime]]) -> None:
        for sale_id in {line.sale for line in said}:
            if room := self._rooms.if_known(sale_id):
                room.apply_chat(
                    [
                        Line(number, line.person, line.name, line.text, at.timestamp())
                        for line, (number, at) in zip(said, stored, strict=True)
                        if line.sale == sale_id
                    ]
                )
            self._rooms.tell_others(sale_id)


class Chat:
    """The door."""

    def __init__(self, identity: Identity, rooms: Rooms, queue: HaulQueue[Said, int]) -> None:
        self._identity = identity
        self._rooms = rooms
        self._queue = queue
        self._pace = Pace(OWN_PACE, SHARED_PACE)
        self._decode = msgspec.json.Decoder(ChatRequest).decode

    async def handle(self, scope: Scope, receive: Receive) -> Answer:
        try:
            number = await self._say(scope, receive)
        except Refusal as refusal:
            metrics.CHAT.labels(refusal.code).inc()
            raise
        metrics.CHAT.labels("stored").inc()
        return Answer(201, msgspec.json.encode({"id": number}))

    async def _say(self, scope: Scope, receive: Receive) -> int:
        claim = self._identity.buyer(scope)
        text = clean_message(self._read(await read_body(scope, receive)))
        room = await self._rooms.room(scope["path_params"]["sale"])
        if not room.admits(claim.sale):
            raise UnknownSale
        if not chat_is_open(room.state):
            raise ChatClosed
        if room.is_muted(claim.person):
            raise Muted
        self._pace.take(claim.person, self._identity.device(scope), address_of(scope))
        return await self._queue.put(Said(room.sale_id, claim.person, claim.name, text))

    def _read(self, body: bytes) -> str:
        try:
            text = self._decode(body).text
            text.encode()
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise Malformed from error
        return text
