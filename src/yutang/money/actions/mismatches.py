"""What does not agree between a provider's word and our rows: noted once, settled by a clerk."""

import structlog
from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.money.errors import NoteNeeded
from yutang.money.models import Attempt, Mismatch
from yutang.people.access import Person

_NOTE_MAX = 200
_NUMBER_MAX = 64

log = structlog.get_logger()


def note(
    kind: Mismatch.Kind,
    provider: str,
    number: str,
    *,
    attempt: Attempt | None = None,
    ours_fen: int | None = None,
    theirs_fen: int | None = None,
) -> bool:
    """Put it on the worklist; tell whether it is new."""
    _row, is_new = Mismatch.objects.get_or_create(
        kind=kind,
        provider=provider,
        number=number[:_NUMBER_MAX],
        defaults={
            "attempt": attempt,
            "ours_fen": ours_fen,
            "theirs_fen": theirs_fen,
            "found_at": now(),
        },
    )
    if is_new:
        log.error("money_mismatch", kind=kind, provider=provider, number=number)
    return is_new


def settle(mismatch_id: int, by: Person, said: str) -> None:
    """A clerk looked into it; whoever calls has asked who may. Settled before stays as it is.

    Raises:
        NoteNeeded: not said what came of it.
    """
    with transaction.atomic():
        found = Mismatch.objects.select_for_update().filter(pk=mismatch_id).first()
        if found is None:
            raise NotFound
        if found.settled_at is not None:
            return
        if not said.strip():
            raise NoteNeeded
        found.settled_at, found.settled_by, found.note = now(), by, said.strip()[:_NOTE_MAX]
        found.save(update_fields=["settled_at", "settled_by", "note"])
