"""The second hand: what one person noted, another confirms or drops, once."""

from datetime import datetime
from typing import TypeVar

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.programmes.errors import NotNow
from yutang.programmes.models import HandState, TwoHands
from yutang.programmes.rules import steps

_Row = TypeVar("_Row", bound=TwoHands)


def waiting(row: _Row, by: Person, *, confirms: bool) -> _Row:
    """Return the row locked and still waiting; part of the caller's transaction.

    Who noted it may drop it, never confirm it.

    Raises:
        NotNow: it was decided. OwnHand
    """
    locked = type(row)._default_manager.select_for_update().get(pk=row.pk)  # noqa: SLF001 - Django's door
    if locked.state != HandState.NOTED:
        raise NotNow
    if confirms:
        steps.check_two(locked.noted_by_id, by.pk)
    return locked


def decide(
    row: TwoHands, by: Person, *, confirms: bool, reason: str = "", at: datetime | None = None
) -> None:
    """Write the decision; a row that is dropped has a reason."""
    row.state = HandState.CONFIRMED if confirms else HandState.DROPPED
    row.decided_at, row.decided_by = at or now(), by
    row.reason = " ".join(reason.split())[: steps.WORDS_MOST]
    if not confirms:
        row.reason = steps.check_words(reason)
    row.save(update_fields=["state", "decided_at", "decided_by", "reason"])
