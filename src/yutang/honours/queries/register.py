"""Honours as everybody may see them: the register, one honour's life, those of a place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse

from yutang.honours.models import Application, Change, Honour, State
from yutang.honours.queries import words
from yutang.honours.queries.applications import LineView, line_views
from yutang.honours.rules import life, plaques
from yutang.honours.rules.demands import Line
from yutang.kernel.clock import today
from yutang.places import queries as places
from yutang.plumbing import statements


@dataclass(frozen=True)
class HonourView:
    """An honour in words; `state` as it is today."""

    number: str
    kind: str
    kind_name: str
    name: str
    place_code: str
    place: str
    state: str
    state_name: str
    awarded_on: date
    valid_until: date
    ended_on: date | None
    warned_until: date | None
    hearing_until: date | None
    review_due: date
    is_demo: bool


@dataclass(frozen=True)
class ChangeView:
    """One line of an honour's life; who acted is said as an office, never by name."""

    what: str
    title: str
    at: datetime
    reason: str
    until: date | None
    lines: tuple[LineView, ...]


def by_number(text: str) -> Honour | None:
    """Return the honour of a plaque's number, as somebody typed it or a code led to it."""
    number = plaques.clean(text)
    found = Honour.objects.select_related(
        "application__version", "application__producer", "application__station"
    )
    return found.filter(number=number).first() if number else None


def view(honour: Honour) -> HonourView:
    """Return one honour in words."""
    return views([honour])[0]


def views(honours: Collection[Honour]) -> list[HonourView]:
    """Return honours in words; one query for the names of places."""
    names, day = places.full_names({each.place_code for each in honours}), today()
    return [_view(each, names[each.place_code], day) for each in honours]


def life_line(honour: Honour) -> list[ChangeView]:
    """Return what happened to an honour, the newest first."""
    changes = honour.changes.order_by("-id")
    return [
        ChangeView(
            what=each.what,
            title=words.change(each.what),
            at=each.at,
            reason=each.reason,
            until=each.until,
            lines=tuple(line_views([Line(**line) for line in each.lines or []], ())),
        )
        for each in changes
    ]


def listed(place_code: str = "", kind: str = "", state: str = "") -> QuerySet[Honour]:
    """Return the register, the newest first: under a place, of a kind, as it stands today."""
    found, day = Honour.objects.order_by("-awarded_on", "-id"), today()
    if place_code:
        found = found.filter(place_code__startswith=place_code)
    if kind:
        found = found.filter(kind=kind)
    lapsed = Q(state__in=life.IN_FORCE, valid_until__lt=day)
    if state in life.IN_FORCE:
        return found.filter(state=state, valid_until__gte=day)
    if state == life.EXPIRED:
        return found.filter(Q(state=life.EXPIRED) | lapsed)
    return found.filter(state=state) if state else found


def of_place(code: str, most: int) -> tuple[list[HonourView], int]:
    """Return the newest honours in force under a place, and how many there are; one query."""
    rows = list(
        Honour.objects.raw(
            statements.load("honours", "of_place"),
            {"under": f"{code}%", "today": today(), "most": most},
        )
    )
    total = int(vars(rows[0])["total"]) if rows else 0
    day = today()
    return [_view(row, "", day) for row in rows], total


def has_demo() -> bool:
    """Tell whether applications of the demo are there."""
    return Application.objects.filter(is_demo=True).exists()


def noticed_under(code: str) -> int:
    """Return how many public notices run under a place."""
    return Application.objects.filter(state=State.NOTICE, place_code__startswith=code).count()


def to_review(codes: Collection[str], most: int) -> list[Honour]:
    """Return honours under these places that are due for review, or whose term has passed.

    Those whose warning or hearing is over come with them: somebody has to say what follows.
    """
    day, there = today(), Q(pk__in=[])
    for code in codes:
        there |= Q(place_code__startswith=code)
    due = Q(review_due__lte=day) | Q(warned_until__lt=day) | Q(hearing_until__lt=day)
    found = Honour.objects.filter(there & due, state__in=life.IN_FORCE, valid_until__gte=day)
    listed_ones = found.select_related("application__version").order_by("review_due", "id")
    return list(listed_ones[:most])


def in_force_counts(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return how many honours were in force under each place at the year's end, or are today.

    One query for any number of places; a place without one is not in the answer.
    """
    at = min(date(year, 12, 31), today())
    if at.year < year:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(statements.load("honours", "in_force"), {"codes": list(codes), "at": at})
        return {code: Decimal(count) for code, count in cursor.fetchall()}


def rows_address(code: str, _year: int) -> str:
    """Return the address of the honours of a place."""
    return f"{reverse('honours:register')}?place={code}"


def _view(honour: Honour, place: str, day: date) -> HonourView:
    state = life.stage(honour.state, honour.valid_until, day)
    return HonourView(
        number=honour.number,
        kind=honour.kind,
        kind_name=words.kind(honour.kind),
        name=honour.name,
        place_code=honour.place_code,
        place=place,
        state=state,
        state_name=words.honour_state(state),
        awarded_on=honour.awarded_on,
        valid_until=honour.valid_until,
        ended_on=honour.ended_on or (honour.valid_until if state == life.EXPIRED else None),
        warned_until=honour.warned_until,
        hearing_until=honour.hearing_until,
        review_due=honour.review_due,
        is_demo=honour.is_demo,
    )


def last_change(honour: Honour, *what: str) -> Change | None:
    """Return the newest change of these sorts."""
    return honour.changes.filter(what__in=what).order_by("-id").first()
