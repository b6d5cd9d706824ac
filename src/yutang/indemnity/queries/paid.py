"""What was paid: to whom within a time, how much at which places."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from yutang.indemnity.models import Case, Stage, State
from yutang.indemnity.rules import life
from yutang.kernel.clock import CHINA
from yutang.plumbing import statements

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
    return {by for by in rows.values_list("by_id", flat=True).distinct() if by is not None}


def figures(codes: Collection[str], year: int) -> dict[str, tuple[int, int, int]]:
    """Return by code (person-times, persons, fen) of the cases paid there in a year."""
    with connection.cursor() as cursor:
        cursor.execute(
            statements.load("indemnity", "paid_at"),
            {"codes": list(codes), "since": _begins(date(year, 1, 1)),
             "until": _begins(date(year + 1, 1, 1))},
        )  # fmt: skip
        return {code: (times, persons, int(fen)) for code, times, persons, fen in cursor.fetchall()}


def person_times(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return cases paid at these places in the year."""
    return {code: Decimal(found[0]) for code, found in figures(codes, year).items()}


def persons(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return different persons paid at these places in the year."""
    return {code: Decimal(found[1]) for code, found in figures(codes, year).items()}


def yuan(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return yuan paid to persons at these places in the year."""
    return {code: Decimal(found[2]) / _FEN for code, found in figures(codes, year).items()}


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
