"""What became of codes, written down: a file at once, or one step by an operator."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yutang.kernel.errors import NotFound
from yutang.people.access import Person, require_operator
from yutang.places.models import Successor
from yutang.places.queries.deciding import check_one, decide_successors
from yutang.places.rules import level_of, short_name
from yutang.places.rules.succession import SuccessorFacts
from yutang.plumbing.sheets.trial import Outcome, Upload

_LOCK = 0x73756363  # one writer at a time, so that what was checked still holds when it is written


def load_successors(data: bytes) -> Outcome:
    """Write a table of successors, for the command; return what was done with each row.

    Rows with a problem are left out and told. The same file again changes nothing.
    """
    with transaction.atomic():
        _lock()
        plan = decide_successors(data)
        _write(plan.write, None)
    return plan.outcome


def import_successors(upload: Upload, mark: str, by: Person) -> str:
    """Write what the dry run showed, or nothing; return the sentence to show.

    Raises:
        NotFound: not an operator.
        ChangedMeanwhile: it would do something else now.
    """
    require_operator(by)
    with transaction.atomic():
        _lock()
        plan = decide_successors(upload.data)
        plan.outcome.require(mark)
        _write(plan.write, by)
        upload.keep()
    return _("%(new)s successors added, %(changed)s changed.") % {
        "new": plan.outcome.new,
        "changed": plan.outcome.changed,
    }


def add_successor(facts: SuccessorFacts, by: Person) -> None:
    """Write one step, or correct the one of the same codes; raises as `check_successor`.

    Raises:
        NotFound: not an operator.
    """
    require_operator(by)
    with transaction.atomic():
        _lock()
        _write([check_one(facts)], by)


def remove_successor(successor_id: int, by: Person) -> None:
    """Take a step away that was wrong.

    Raises:
        NotFound: not an operator, or no such step.
    """
    require_operator(by)
    gone, _rows = Successor.objects.filter(pk=successor_id).delete()
    if not gone:
        raise NotFound


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _write(rows: Iterable[SuccessorFacts], by: Person | None) -> None:
    at = timezone.now()
    Successor.objects.bulk_create(
        [
            Successor(
                **facts._asdict(),
                old_short_name=short_name(facts.old_name, level_of(facts.old_code)),
                at=at,
                by=by,
            )
            for facts in rows
        ],
        update_conflicts=True,
        unique_fields=["old_code", "old_edition", "new_code"],
        update_fields=[
            "old_name",
            "old_short_name",
            "new_edition",
            "kind",
            "valid_from",
            "source",
            "at",
            "by",
        ],
        batch_size=1_000,
    )
