"""Whether promises are kept: counted, read day by day, decided about when they are behind."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from yutang.kernel.clock import now, today
from yutang.kernel.text import one_line
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.plumbing import kept
from yutang.promises import access
from yutang.promises.actions.promising import FOLDER
from yutang.promises.errors import (
    BadDecision,
    BadEvidence,
    CountedAlready,
    NobodyThere,
    NothingToDecide,
)
from yutang.promises.models import Decision, Evidence, Promise, Reading
from yutang.promises.queries.progress import standings, values
from yutang.promises.rules import BEHIND


def note_evidence(
    promise_id: int,
    amount: Decimal,
    on: date,
    note: str,
    by: Person | None,
    *,
    file: tuple[str, bytes] | None = None,
) -> Evidence:
    """Count an amount by hand, with what it is based on; a negative one corrects an earlier.

    `by` is None only for the command line.

    Raises:
        NotFound: the promise is none of their business.
        CountedAlready: it is read from a figure.
        BadEvidence
    """
    found = access.promise_to_write(by, promise_id) if by else access.promise(promise_id)
    if found.indicator:
        raise CountedAlready
    said = one_line(note)[:300]
    whole = found.counts in {"persons", "person_times", "places"}
    if not amount or on > today() or on < found.baseline_on or not said:
        raise BadEvidence
    if whole and amount != amount.to_integral_value():
        raise BadEvidence
    with transaction.atomic():
        # Two at once must not take more away than is there.
        Promise.objects.select_for_update().get(pk=found.pk)
        if values([found])[found.pk] + amount < 0:
            raise BadEvidence
        return Evidence.objects.create(
            promise=found,
            on=on,
            amount=amount,
            note=said,
            file_name=file[0][-120:] if file else "",
            file_digest=kept.keep(FOLDER, file[1]) if file else "",
            at=now(),
            by=by,
        )


def decide(promise_id: int, what: str, who: str, until: date, by: Person) -> Decision:
    """Decide what is done about a promise that is late or overdue.

    Raises:
        NotFound: the promise is none of their business.
        NothingToDecide: it is not behind.
        BadDecision
    """
    found = access.promise_to_write(by, promise_id)
    status = standings([found])[found.pk].status
    if status not in BEHIND:
        raise NothingToDecide
    done, hand = one_line(what)[:300], one_line(who)[:60]
    if not done or not hand or until <= today():
        raise BadDecision
    return Decision.objects.create(
        promise=found, status=status, what=done, who=hand, until=until, at=now(), by=by
    )


def hand_over(promise_id: int, mobile: str, by: Person) -> Promise:
    """Let the owner of this number answer for a promise; for clerks and officers of its place.

    Raises:
        NotFound: the promise is not of their places.
        BadMobile, NobodyThere
    """
    found = access.promise_to_hand_over(by, promise_id)
    heir = people.by_mobile(mobile)
    if heir is None:
        raise NobodyThere
    found.owner = heir
    found.save(update_fields=["owner"])
    return found


def read_all(on: date | None = None) -> int:
    """Keep today's value of every promise; return how many are known. Twice a day is once."""
    day = on or today()
    promises = list(Promise.objects.select_related("clause__agreement"))
    known = values(promises, day)
    Reading.objects.bulk_create(
        (Reading(promise_id=pk, on=day, value=value, read_at=now()) for pk, value in known.items()),
        update_conflicts=True,
        unique_fields=["promise", "on"],
        update_fields=["value", "read_at"],
    )
    return len(known)
