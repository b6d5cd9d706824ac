"""One step of a path: kept with when, by whom and why; the database moves the path with it."""

from datetime import datetime

from yutang.hosts.errors import NotNow
from yutang.hosts.models import Path, Step, What
from yutang.hosts.rules import path as rules
from yutang.hosts.rules.path import Happened
from yutang.people.access import Person


def step(
    path: Path,
    what: What,
    at: datetime,
    by: Person | None,
    *,
    reason: str = "",
    words: str = "",
) -> Step:
    """Add a step to a path that is locked, and take over where it stands then.

    Raises:
        NotNow: no such step leads on from here.
    """
    first = what == What.APPLY
    if not first and rules.after(path.state, what) is None:
        raise NotNow
    number = 1 if first else path.steps.count() + 1
    made = Step.objects.create(
        path=path, number=number, what=what, at=at, by=by, reason=reason, words=words
    )
    path.refresh_from_db(fields=["state", "since"])
    return made


def happened(path: Path) -> list[Happened]:
    """Return what happened on a path, in order, as rules look at it."""
    return [Happened(*row) for row in path.steps.order_by("number").values_list("what", "by_id")]
