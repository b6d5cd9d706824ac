"""Two connections in one moment: the first has not committed when the second asks."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import psycopg

from tests.races.market import Market
from yutang.plumbing import rounds
from yutang.plumbing.rounds import Round, Rows

First = TypeVar("First")
Second = TypeVar("Second")
MEET_S = 0.3


def overlap(
    market: Market,
    first: Callable[[], Generator[Round, Rows, First]],
    second: Callable[[], Generator[Round, Rows, Second]],
) -> tuple[First, Second]:
    """Run both; the second begins when the first has done all but its commit."""
    with (
        psycopg.connect(market.url, options=rounds.CONNECTION_OPTIONS) as early,
        ThreadPoolExecutor(1) as pool,
    ):
        early.execute("select 1")  # begins the transaction that the steps are then part of
        one = rounds.run(early, first())
        other = pool.submit(_alone, market, second)
        _wait(other)
        early.commit()
        return one, other.result(timeout=40)


def _alone(market: Market, steps: Callable[[], Generator[Round, Rows, Second]]) -> Second:
    with psycopg.connect(
        market.url, autocommit=True, options=rounds.CONNECTION_OPTIONS
    ) as connection:
        return rounds.run(connection, steps())


def _wait(work: Any) -> None:
    try:
        work.exception(timeout=MEET_S)
    except TimeoutError:
        return


def run(market: Market, steps: Generator[Round, Rows, Second]) -> Second:
    """Run the steps alone, in a transaction of their own."""
    return _alone(market, lambda: steps)


def without(text: str, guard: str, instead: str = "") -> str:
    """Return the statement without one of its guards."""
    assert guard in text, f"the statement no longer says {guard!r}"
    return text.replace(guard, instead)
