"""Several callers at the same moment: each in a thread and on a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

from django.db import connection

from yutang.kernel.errors import Refusal

WAIT_S = 20


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Start the calls at the same moment; return what each gave, or its refusal, in their order.

    A call that waited in vain for another (at a barrier of the test's own) gives that error.
    """
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        start.wait(WAIT_S)
        try:
            return call()
        except (Refusal, BrokenBarrierError) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [each.result(WAIT_S) for each in [pool.submit(run, call) for call in calls]]


def kinds(given: list[object]) -> list[str]:
    """Return of what kind each answer was, by the names of their classes, sorted."""
    return sorted(type(each).__name__ for each in given)
