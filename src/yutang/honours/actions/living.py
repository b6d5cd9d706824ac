"""What becomes of an honour: the yearly review, a warning with a term, withdrawal after a hearing.

Whoever awarded watches over it: the office of the last level, and nobody who is a party to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from yutang.honours import access
from yutang.honours.actions import locking
from yutang.honours.errors import HearingRuns, NotDueYet, NotNow
from yutang.honours.models import Change, Honour, HonourState, Version
from yutang.honours.queries import checklist, terms
from yutang.honours.rules import demands, life, notices, steps
from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.people.access import Person

What = Change.What


class Said(NamedTuple):
    """Who says why, and when."""

    by: Person
    at: datetime
    reason: str


def review(number: str, by: Person, reason: str, at: datetime | None = None) -> Honour:
    """Review an honour that is due and keep it, with the computed lines and their numbers now.

    One that cannot be kept as it is is warned instead, or its withdrawal intended.

    Raises:
        NotFound, OwnCase, NotNow
        NotDueYet: the day has not come. WordsNeeded: a line is unmet and nothing says why it stays.
    """
    at = at or now()
    with _watched(number, by, at) as honour:
        _check_due(honour, at)
        lines = _computed(honour, at)
        said = steps.checked_reason(reason, is_needed=bool(demands.unmet(lines)))
        _reviewed(honour, wall(at).date())
        honour.save()
        _write(honour, What.KEPT, Said(by, at, said), until=honour.review_due, lines=lines)
    return honour


def warn(number: str, by: Person, reason: str, at: datetime | None = None) -> Honour:
    """Warn the holder, who has the rule's days to put it right. A due review is done with it.

    Raises:
        NotFound, OwnCase, NotNow: it is warned already. WordsNeeded
    """
    at, said = at or now(), steps.checked_reason(reason, is_needed=True)
    with _watched(number, by, at) as honour:
        if honour.state != HonourState.VALID:
            raise NotNow
        today = wall(at).date()
        if honour.review_due <= today:
            _reviewed(honour, today)
        honour.state = HonourState.WARNED
        honour.warned_until = today + timedelta(days=_version(honour).warning_days)
        honour.save()
        lines = _computed(honour, at)
        _write(honour, What.WARNED, Said(by, at, said), until=honour.warned_until, lines=lines)
    return honour


def lift(number: str, by: Person, reason: str, at: datetime | None = None) -> Honour:
    """Lift a warning: what was wrong is put right.

    Raises:
        NotFound, OwnCase, NotNow, WordsNeeded
    """
    at, said = at or now(), steps.checked_reason(reason, is_needed=True)
    with _watched(number, by, at) as honour:
        if honour.state != HonourState.WARNED:
            raise NotNow
        honour.state, honour.warned_until = HonourState.VALID, None
        honour.save()
        _write(honour, What.LIFTED, Said(by, at, said), lines=_computed(honour, at))
    return honour


def intend_withdrawal(number: str, by: Person, reason: str, at: datetime | None = None) -> Honour:
    """Say that the honour is to be withdrawn, and why; its holder may speak first.

    Raises:
        NotFound, OwnCase, NotNow: a hearing runs already. WordsNeeded
    """
    at, said = at or now(), steps.checked_reason(reason, is_needed=True)
    with _watched(number, by, at) as honour:
        if honour.hearing_until is not None:
            raise NotNow
        honour.hearing_until = wall(at).date() + timedelta(days=_version(honour).hearing_days)
        honour.save()
        lines = _computed(honour, at)
        _write(honour, What.INTENDED, Said(by, at, said), until=honour.hearing_until, lines=lines)
    return honour


def speak(number: str, by: Person, text: str, at: datetime | None = None) -> Change:
    """The holder says what they have to say against a withdrawal that is intended.

    Raises:
        NotFound: not the holder. NotNow: no hearing runs. WordsNeeded
    """
    at, said = at or now(), steps.checked_reason(text, is_needed=True)
    with transaction.atomic():
        honour = locking.honour(number)
        if not access.holds(by, honour):
            raise NotFound
        until = honour.hearing_until
        if honour.state not in life.IN_FORCE or until is None:
            raise NotNow
        if notices.is_over(until, wall(at).date()):
            raise NotNow
        return _write(honour, What.HEARD, Said(by, at, said))


def give_up_withdrawal(number: str, by: Person, reason: str, at: datetime | None = None) -> Honour:
    """After hearing the holder, leave the honour as it is.

    Raises:
        NotFound, OwnCase, NotNow, WordsNeeded
    """
    at, said = at or now(), steps.checked_reason(reason, is_needed=True)
    with _watched(number, by, at) as honour:
        if honour.hearing_until is None:
            raise NotNow
        honour.hearing_until = None
        honour.save()
        _write(honour, What.SPARED, Said(by, at, said))
    return honour


def withdraw(number: str, by: Person, reason: str, at: datetime | None = None) -> Honour:
    """Withdraw the honour, when the days to be heard are over; for good.

    Raises:
        NotFound, OwnCase, NotNow, WordsNeeded
        HearingRuns: the holder may still speak.
    """
    at, said = at or now(), steps.checked_reason(reason, is_needed=True)
    today = wall(at).date()
    with _watched(number, by, at) as honour:
        if honour.hearing_until is None:
            raise NotNow
        if not notices.is_over(honour.hearing_until, today):
            raise HearingRuns(until=honour.hearing_until)
        honour.state, honour.ended_on = HonourState.WITHDRAWN, today
        honour.save()
        _write(honour, What.WITHDRAWN, Said(by, at, said), lines=_computed(honour, at))
    return honour


@contextmanager
def _watched(number: str, by: Person, at: datetime) -> Iterator[Honour]:
    """Lock an honour in force for somebody of the office that awarded it, as one transaction."""
    with transaction.atomic():
        honour = locking.honour(number)
        access.honour_to_watch(by, honour)
        if life.stage(honour.state, honour.valid_until, wall(at).date()) not in life.IN_FORCE:
            raise NotNow
        yield honour


def _check_due(honour: Honour, at: datetime) -> None:
    if wall(at).date() < honour.review_due:
        raise NotDueYet(on=honour.review_due)


def _reviewed(honour: Honour, today: date) -> None:
    months = _version(honour).review_months
    honour.review_due = life.next_review(honour.review_due, months, today)
    honour.review_told = None


def _version(honour: Honour) -> Version:
    version = honour.application.version
    assert version is not None, "what was awarded had its rule"
    return version


def _computed(honour: Honour, at: datetime) -> list[demands.Line]:
    """Return the computed lines of the rule it was awarded by, with their numbers now."""
    rule = terms.terms_of(_version(honour))
    lines = checklist.lines_of(honour.application, rule, wall(at).date())
    return [line for line in lines if line.how != demands.DOCUMENT]


def _write(
    honour: Honour,
    what: What,
    said: Said,
    *,
    until: date | None = None,
    lines: list[demands.Line] | None = None,
) -> Change:
    kept = None if lines is None else [line.kept() for line in lines]
    return Change.objects.create(
        honour=honour,
        what=what,
        at=said.at,
        by=said.by,
        reason=said.reason,
        until=until,
        lines=kept,
    )
