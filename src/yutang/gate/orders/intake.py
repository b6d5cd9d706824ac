"""From the queue to the rows: hauls of wishes, and the rooms told what became of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from yutang.gate.database import Pool
from yutang.gate.room.rooms import Rooms
from yutang.plumbing.rounds import run_async
from yutang.trade.hauls.intake import DEFAULT, Outcome, Statements, take
from yutang.trade.rules import Wish


class Basket(NamedTuple):
    """Wishes that came in one request: they stay neighbours in one transaction."""

    wishes: tuple[Wish, ...]


Asked = Wish | Basket
Told = Outcome | list[Outcome]
"""A wish is told its outcome, a basket those of its wishes."""


def weight(asked: Asked) -> int:
    """Return how many orders it may become."""
    return 1 if isinstance(asked, Wish) else len(asked.wishes)


class Intake:
    """Runs hauls of wishes against the database and tells the rooms."""

    def __init__(
        self,
        pool: Pool,
        rooms: Rooms,
        sql: Statements = DEFAULT,
    ) -> None:
        self._pool = pool
        self._rooms = rooms
        self._sql = sql

    async def flush(self, asked: list[Asked]) -> Sequence[Told]:
        """Take what is asked; a key makes a second time harmless."""
        wishes: list[Wish] = []
        for each in asked:
            if isinstance(each, Wish):
                wishes.append(each)
            else:
                wishes.extend(each.wishes)
        async with self._pool.connection() as connection:
            steps = take(wishes, datetime.now(UTC), self._sql)
            taken = await run_async(connection, steps, last=self._sql.place_orders)
        self._rooms.apply_orders(wishes, taken)
        outcomes = iter(taken.outcomes)
        return [
            next(outcomes) if isinstance(each, Wish) else [next(outcomes) for _ in each.wishes]
            for each in asked
        ]
