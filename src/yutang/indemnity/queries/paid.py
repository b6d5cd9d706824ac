"""What was paid: to whom within a time, how much at which places."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from yutang.indemnity.models import Case, Stage, State
from yutang.indemnity.rules import life
from yutang.kernel.clock import CHINA
from yutang.kernel.counts import Persons
from yutang.plumbing import statements
from yutang.roster import queries as roster

_FEN: Final = 100


def within(place_code: str, from_on: date, to_on: date) -> QuerySet[Case]:
    """Return the cases at a place that are paid, and were so within these days."""
    paid = Stage.objects.filter(
        name=life.STAGE_PAID, at__gte=_begins(from_on), at__lt=_begins(to_on + timedelta(days=1))
    )
    found = Case.objects.filter(place_code__startswith=place_code, state=State.PAID)
    return found.filter(pk__in=paid.values("case_id")).select_related("member")


def hands(case_ids: Collection[int]) -> set[int]:
    """Return everybody who had a word in these cases."""
    rows = Stage.objects.filter(case_id__in=case_ids).exclude(by=None)
    return set(rows.values_list("by_id", flat=True))


class Paid(NamedTuple):
    """What was paid: how often, to how many different persons, fen, median days from filing."""

    times: int
    persons: int
    fen: int
    days: float


def of_programme(programme_id: int) -> tuple[int, int, int]:
    """Return (person-times, persons, fen) of a programme's cases ever paid."""
    return _read([""], _FIRST, _LAST, programme_id).get("", _NOTHING)[:3]


def ever_at(code: str) -> tuple[int, int, int]:
    """Return (person-times, persons, fen) of all cases ever paid to people of a place."""
    return _read([code], _FIRST, _LAST).get(code, _NOTHING)[:3]


def person_times(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return cases paid at these places in the year."""
    return {code: Decimal(found.times) for code, found in _told(codes, year).items()}


def persons(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return different persons paid at these places in the year."""
    return {code: Decimal(found.persons) for code, found in _told(codes, year).items()}


def yuan(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return yuan paid to persons at these places in the year."""
    return {code: Decimal(found.fen) / _FEN for code, found in _told(codes, year).items()}


def days(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return the median days from filing to payment of the cases paid there in the year."""
    return {code: Decimal(str(found.days)) for code, found in _told(codes, year).items()}


def _told(codes: Collection[str], year: int) -> dict[str, Paid]:
    """Return what may be told of places: nothing of fewer than ten persons."""
    found = _read(codes, date(year, 1, 1), date(year + 1, 1, 1))
    return {code: each for code, each in found.items() if not Persons(each.persons).is_small}


def _read(
    codes: Collection[str], since: date, until: date, programme_id: int | None = None
) -> dict[str, Paid]:
    asked: dict[str, Any] = {
        "codes": list(codes),
        "since": _begins(since),
        "until": _begins(until),
        "programme": programme_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.load("indemnity", "paid_at"), asked)
        found = cursor.fetchall()
    # Somebody who stood on the roster twice is one person.
    stands = roster.kept({member for _, _, members, _, _ in found for member in members})
    return {
        code: Paid(times, len({stands[member] for member in members}), int(fen), float(days))
        for code, times, members, fen, days in found
    }


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


_FIRST, _LAST = date(2000, 1, 1), date(3000, 1, 1)
_NOTHING = Paid(0, 0, 0, 0.0)
