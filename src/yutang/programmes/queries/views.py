"""What a programme is, in the reader's words; and how much it has."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet, Sum

from yutang.places import queries as places
from yutang.plumbing.reader import reads_english
from yutang.programmes.models import (
    BudgetLine,
    Direction,
    Kind,
    Programme,
    ProgrammeState,
    Purpose,
    Scheme,
    Spending,
)


@dataclass(frozen=True)
class ProgrammeView:
    """A programme as pages show it."""

    id: int
    name: str
    kind_name: str
    direction: str
    direction_name: str
    scheme_name: str
    place_code: str
    place: str
    aim: str
    starts_on: date
    ends_on: date
    state: str
    state_name: str
    owner_id: int
    is_demo: bool


def view(programme_id: int) -> ProgrammeView | None:
    """Return a programme; None when there is none."""
    return views([programme_id]).get(programme_id)


def views(ids: Collection[int]) -> dict[int, ProgrammeView]:
    """Return these programmes by id: one query, and the names of their places."""
    return {each.id: each for each in seen(_programmes().filter(pk__in=ids))}


def listed(place_code: str, direction: str) -> QuerySet[Programme]:
    """Return programmes at a place and under it ("": everywhere), the latest first."""
    found = _programmes().filter(place_code__startswith=place_code)
    if direction in Direction.values:
        found = found.filter(direction=direction)
    return found.order_by("-state", "-starts_on", "-pk")


def seen(found: Iterable[Programme]) -> list[ProgrammeView]:
    """Return rows as pages show them, in their order."""
    listed = list(found)
    names = places.full_names({each.place_code for each in listed if each.place_code})
    return [_view(each, names.get(each.place_code, "")) for each in listed]


def choices(found: Iterable[Programme]) -> list[tuple[str, str]]:
    """Return programmes as a form offers them: id and name."""
    return [(str(each.pk), each.name) for each in found]


def running_at(place_code: str) -> list[ProgrammeView]:
    """Return the running programmes of a place and of those above it."""
    above = ["", *(place_code[:digits] for digits in (2, 4, 6, 9, 12) if digits <= len(place_code))]
    found = _programmes().filter(place_code__in=above, state=ProgrammeState.RUNNING)
    return seen(found.order_by("-starts_on", "-pk"))


def word(of: Kind | Scheme | None) -> str:
    """Return the name of a kind or a scheme in the reader's language."""
    if of is None:
        return ""
    return of.title_en if reads_english() else of.title


def has(programme_id: int) -> int:
    """Return how many fen have arrived at a programme and are not spent."""
    return _ask("programmes_programme_has(%s)", [programme_id])


def purpose_has(programme_id: int, purpose: str) -> int:
    """Return how many fen of those planned for a purpose are not spent."""
    return _ask("programmes_purpose_has(%s, %s)", [programme_id, purpose])


def fund_has(fund_id: int) -> int:
    """Return how many fen a fund has to give."""
    return _ask("programmes_fund_has(%s)", [fund_id])


def planned(programme_id: int) -> dict[str, int]:
    """Return what is planned now, in fen by purpose."""
    newest = (
        BudgetLine.objects.filter(programme_id=programme_id)
        .order_by("purpose", "-pk")
        .distinct("purpose")
    )
    found = dict(newest.values_list("purpose", "amount_fen"))
    return {each: found[each] for each in Purpose.values if found.get(each)}


def spent(programme_id: int) -> dict[str, int]:
    """Return what is spent, in fen by purpose; what was taken back is not."""
    rows = Spending.objects.filter(programme_id=programme_id).values_list("purpose")
    found = dict(rows.annotate(fen=Sum("amount_fen")))
    return {each: found[each] for each in Purpose.values if found.get(each)}


def _ask(call: str, asked: list[int | str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select {call}", asked)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _programmes() -> QuerySet[Programme]:
    return Programme.objects.select_related("kind", "scheme")


def _view(each: Programme, place: str) -> ProgrammeView:
    return ProgrammeView(
        id=each.pk,
        name=each.name,
        kind_name=word(each.kind),
        direction=each.direction,
        direction_name=str(Direction(each.direction).label),
        scheme_name=word(each.scheme),
        place_code=each.place_code,
        place=place,
        aim=each.aim,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
        state=each.state,
        state_name=str(ProgrammeState(each.state).label),
        owner_id=each.owner_id,
        is_demo=each.is_demo,
    )
