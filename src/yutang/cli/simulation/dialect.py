"""Understands a query by the name of its statement, and has the tables in memory answer it."""

import functools
from collections.abc import Mapping

from yutang.cli.simulation import sql_intake, sql_line, sql_places, sql_time
from yutang.cli.simulation.tables import Steps, Transaction
from yutang.cli.simulation.texts import Row
from yutang.plumbing import statements
from yutang.plumbing.rounds import Query

ANSWERS = sql_intake.ANSWERS | sql_time.ANSWERS | sql_line.ANSWERS | sql_places.ANSWERS
_OF_MONEY = {"keep_payments"}


class Dialect:
    """Answers statements as PostgreSQL would.

    `altered`: other texts for some names, by which a test takes a guard away.
    """

    def __init__(self, altered: Mapping[str, str] | None = None) -> None:
        self._altered = dict(altered or {})

    def answer(self, transaction: Transaction, query: Query) -> Steps[list[Row]]:
        """Answer one statement.

        Raises:
            LookupError: it is not a statement that this model knows.
        """
        name = _names().get(query.text)
        if name is None:
            raise LookupError(f"teach the simulation this statement: {query.text[:200]}")
        text = self._altered.get(name, query.text)
        rows = yield from ANSWERS[name](transaction, text, query.params)
        return rows


@functools.cache
def _names() -> dict[str, str]:
    rooms = {name: "money" if name in _OF_MONEY else "trade" for name in ANSWERS}
    return {statements.load(room, name): name for name, room in rooms.items()}
