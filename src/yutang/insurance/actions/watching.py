"""Long works: who is at one, and how far it is, told while its transaction is open."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from django.db import connection

from yutang.insurance.models import Roll
from yutang.kernel.clock import now

StepName = Literal["reading", "enrolling"]
Tell = Callable[[StepName, int, int], None]
"""Called with the step, how many rows are done and of how many (0: not known)."""
_EVERY_S = 0.5
_TOLD = (
    "insert into insurance_progress (roll_id, step, done, total, at) values (%s, %s, %s, %s, %s)"
    " on conflict (roll_id) do update"
    " set step = excluded.step, done = excluded.done, total = excluded.total, at = excluded.at"
)


def quiet(step: StepName, done: int, total: int) -> None:
    """Tell nobody."""
    del step, done, total


def taken(roll_id: int) -> Roll | None:
    """Return the roll, ours until this transaction ends; None while another one works on it."""
    return Roll.objects.select_for_update(skip_locked=True).filter(pk=roll_id).first()


@contextmanager
def told_beside(roll_id: int) -> Iterator[Tell]:
    """Give a teller that writes on a connection of its own: pages see it before all is done."""
    beside = connection.copy()
    last = 0.0

    def tell(step: StepName, done: int, total: int) -> None:
        nonlocal last
        if done < total and time.monotonic() - last < _EVERY_S:
            return
        last = time.monotonic()
        with beside.cursor() as cursor:
            cursor.execute(_TOLD, [roll_id, step, done, total, now()])

    try:
        yield tell
    finally:
        beside.close()
