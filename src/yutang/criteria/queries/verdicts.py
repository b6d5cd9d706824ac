"""Verdicts that were kept: of one place, of an identification, and how many came out how."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import Q, QuerySet

from yutang.criteria.models import Identification, Verdict
from yutang.criteria.rules import wording
from yutang.criteria.rules.judging import Judge, Judged, Shown, Way, ways_from
from yutang.criteria.rules.judging import Verdict as JudgedAs
from yutang.criteria.rules.period import Period
from yutang.criteria.rules.wording import Criterion, Near
from yutang.plumbing import statements

VILLAGE_FAMILY = "taobao-village"
_FOUND_MOST = 500


@dataclass(frozen=True)
class VerdictView:
    """A kept verdict with what it was judged by."""

    identification_id: int
    place_code: str
    criterion: Criterion
    period: Period
    answer: str
    is_near: bool
    inputs: Mapping[str, int | None]
    lacks: tuple[Way, ...]
    shown: tuple[Shown, ...]
    at: datetime
    digest: str
    is_complete: bool
    is_poor_area: bool | None
    identification_place: str


class Told(NamedTuple):
    """How a criterion came out for a place, or below it; the counts are of places below."""

    identification_id: int
    criterion: str
    last_month: date
    answer: str
    is_near: bool
    yes: int
    near: int
    no: int
    unknown: int


def verdict(code: str, criterion_id: str) -> VerdictView | None:
    """Return a place's newest kept verdict by a criterion, or by any version of a family."""
    family, _at, version = criterion_id.partition("@")
    found = verdicts_of(code).filter(identification__family=family)
    if version:
        found = found.filter(identification__wording__criterion=criterion_id)
    row = found.first()
    return view_of(row) if row else None


def verdicts_of(code: str) -> QuerySet[Verdict]:
    """Return all verdicts of a place, the newest period first."""
    rows = Verdict.objects.filter(place_code=code).select_related("identification__wording")
    return rows.order_by("-identification__last_month", "-identification_id")


def verdict_in(code: str, identification_id: int) -> VerdictView | None:
    """Return a place's verdict in one identification."""
    row = verdicts_of(code).filter(identification_id=identification_id).first()
    return view_of(row) if row else None


def view_of(row: Verdict) -> VerdictView:
    """Return a verdict with every test as it stood, by the text that was kept."""
    made = row.identification
    kept = wording.kept_from(made.wording.text)
    judge = Judge(kept, Near(made.near_lacking, made.near_percent))
    return VerdictView(
        identification_id=made.pk,
        place_code=row.place_code,
        criterion=kept.criterion,
        period=Period(made.first_month, made.last_month),
        answer=row.answer,
        is_near=row.is_near,
        inputs=row.inputs,
        lacks=tuple(ways_from(row.lacks)),
        shown=tuple(judge.shown(row.inputs)),
        at=made.at,
        digest=made.wording.digest,
        is_complete=made.is_complete,
        is_poor_area=made.is_poor_area,
        identification_place=made.place_code,
    )


def verdicts_in(made: Identification, tab: str, found: Collection[str] | None) -> QuerySet[Verdict]:
    """Return an identification's verdicts in code order.

    `tab`: yes, near, no, unknown, told (yes and near) or all.

    `found`: only places of these codes and what lies under them.
    """
    rows = Verdict.objects.filter(identification=made).order_by("place_code")
    if tab == "near":
        rows = rows.filter(is_near=True)
    elif tab == "told":
        rows = rows.filter(Q(answer="yes") | Q(is_near=True))
    elif tab in {"yes", "no", "unknown"}:
        rows = rows.filter(answer=tab)
    if found is not None:
        there = Q(pk__in=[])
        for code in list(found)[:_FOUND_MOST]:
            there |= Q(place_code__startswith=code)
        rows = rows.filter(there)
    return rows


def part_of(identification_id: int) -> int | None:
    """Return the identification of the level below that this one counted."""
    parts = Identification.objects.filter(within=identification_id)
    return parts.values_list("pk", flat=True).first()


def identified(
    under: str, criterion_id: str = VILLAGE_FAMILY, year: int | None = None
) -> list[str]:
    """Return the codes under a place that were found to meet a criterion, in code order.

    Of the newest identification that covers the place; `year`: in which its period ends.
    """
    made = newest_over(under, criterion_id, year)
    if made is None:
        return []
    rows = verdicts_in(made, "yes", [under] if under else None)
    return list(rows.values_list("place_code", flat=True))


def newest_over(
    code: str, criterion_id: str = VILLAGE_FAMILY, year: int | None = None
) -> Identification | None:
    """Return the newest identification, by period, that covers all of the place."""
    family, _at, version = criterion_id.partition("@")
    above = [code[:digits] for digits in (0, 2, 4, 6, 9, 12) if digits <= len(code)]
    rows = Identification.objects.filter(family=family, place_code__in=above)
    if version:
        rows = rows.filter(wording__criterion=criterion_id)
    if year is not None:
        rows = rows.filter(last_month__year=year)
    return rows.select_related("wording").order_by("-last_month", "-pk").first()


def told_of(code: str) -> list[Told]:
    """Return the newest outcome of each family for a place and below it; one query."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("criteria", "told_of"), {"code": code})
        return [Told(*row) for row in cursor.fetchall()]


def identified_villages(codes: Collection[str], year: int) -> dict[str, Decimal]:
    """Return for each code how many Taobao villages it had in a year; one query.

    Places that no identification of the year covers are left out.
    """
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {"codes": list(codes), "year": year, "family": VILLAGE_FAMILY}
        cursor.execute(statements.load("criteria", "identified_by_place"), asked)
        return {code: Decimal(count) for code, count in cursor.fetchall()}


def own_series(code: str) -> dict[int, int]:
    """Return a place's counts of identified villages by the year in which the period ends."""
    with connection.cursor() as cursor:
        asked = {"code": code, "family": VILLAGE_FAMILY}
        cursor.execute(statements.load("criteria", "identified_by_year"), asked)
        return dict(cursor.fetchall())


def kept_rows(made: Identification, tab: str) -> Iterator[Judged]:
    """Yield what was kept of a tab, as it was judged, without holding it all."""
    for row in verdicts_in(made, tab, None).iterator(chunk_size=2_000):
        answer = cast("JudgedAs", row.answer)
        yield Judged(row.place_code, answer, row.is_near, row.inputs, tuple(ways_from(row.lacks)))
