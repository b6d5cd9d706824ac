"""Transactions as plain generators: they yield rounds of statements and receive their rows.

What is asked, and in which order, is written once and knows no connection: `run` drives it over a
blocking one, `run_async` over an asynchronous one, a test over whatever it likes. The result of the
generator is the result of the transaction. Known to gates and timers, so there is no Django here.
"""

import os
from collections.abc import Generator, Mapping
from typing import Any, LiteralString, NamedTuple, TypeVar, cast

from psycopg import AsyncConnection, Connection

from yutang.plumbing import statements

CONNECTION_OPTIONS = (
    "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off"
    " -c lock_timeout=5s -c statement_timeout=10s "
) + os.environ.get("PGOPTIONS", "")
"""For connections that drive them: a plan made while the tables are empty must not turn into a
scan of all orders when they are full, and no statement waits for ever. What the supervisor sets
for all (the application's role) holds for them too."""


class Query(NamedTuple):
    """A statement and what it is asked with."""

    text: LiteralString
    params: Mapping[str, object]


def query(room: str, name: str, **params: object) -> Query:
    """Return the room's statement of this name, asked with these parameters."""
    return Query(statements.load(room, name), params)


Round = tuple[Query, ...]
"""Statements to be run one after the other; none needs the rows of another."""
Some = list[tuple[Any, ...]]
Rows = list[Some]
"""The rows of a round, one list a statement."""
Result = TypeVar("Result")


def run(connection: Connection[Any], steps: Generator[Round, Rows, Result]) -> Result:
    """Run the steps as one transaction (or within the one that is open)."""
    with connection.transaction():
        rows: Rows | None = None
        while True:
            try:
                queries = next(steps) if rows is None else steps.send(rows)
            except StopIteration as end:
                return cast("Result", end.value)
            with connection.pipeline():
                cursors = [
                    connection.execute(query.text, query.params, prepare=True) for query in queries
                ]
            rows = [cursor.fetchall() for cursor in cursors]


async def run_async(
    connection: AsyncConnection[Any],
    steps: Generator[Round, Rows, Result],
    last: LiteralString | None = None,
) -> Result:
    """Run the steps as one transaction of a connection in autocommit, without blocking.

    The transaction begins with the first round, and when `last` is among a round's statements it
    is committed with that round: each would be a wait of its own. What is asked after `last` is
    asked when all is committed.
    """
    is_open = False
    rows: Rows | None = None
    try:
        while True:
            queries = next(steps) if rows is None else steps.send(rows)
            ends = any(query.text is last for query in queries)
            async with connection.pipeline():
                if rows is None:
                    is_open = True
                    await connection.execute("begin")
                cursors = [
                    await connection.execute(query.text, query.params, prepare=True)
                    for query in queries
                ]
                if ends:
                    await connection.execute("commit")
            is_open = is_open and not ends
            rows = [await cursor.fetchall() for cursor in cursors]
    except StopIteration as end:
        if is_open:
            await connection.execute("commit")
        return cast("Result", end.value)
    except BaseException:
        if is_open and not connection.closed:
            await connection.rollback()
        raise
