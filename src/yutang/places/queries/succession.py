"""What became of old codes, and how today's places came to be."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from yutang.places.models import Edition, Successor, SuccessorKind
from yutang.places.queries.tree import places
from yutang.places.rules import succession
from yutang.places.rules.succession import Standing, Step, Today
from yutang.places.table import EDITION
from yutang.plumbing import statements

_ROUNDS_MAX = 100
"""More editions than there will be; every round goes forwards by one at least."""


class Earlier(NamedTuple):
    """One step that led to a place of today, the latest first."""

    old_code: str
    old_edition: int
    old_name: str
    new_code: str
    new_edition: int
    kind: SuccessorKind
    valid_from: object
    source: str


def today(code: str, edition: int) -> list[Today]:
    """Return what a code of an edition is today: code, what happened, and how we know.

    Several after a split; one with an empty code when the place is no more; none when nobody
    knows the code.
    """
    return todays([(code, edition)])[code, edition]


def todays(codes: Iterable[tuple[str, int]]) -> dict[tuple[str, int], list[Today]]:
    """Return `today` for each code and edition; a query for each step of the longest chain."""
    asked = list(dict.fromkeys(codes))
    going: list[tuple[tuple[str, int], Standing]] = [(one, Standing(*one)) for one in asked]
    ended: dict[tuple[str, int], list[Standing]] = defaultdict(list)
    for _round in range(_ROUNDS_MAX):
        if not going:
            break
        steps = _steps_of({code for _, here in going for code in succession.lookups(here)})
        ahead = []
        for one, here in going:
            further = succession.onwards(here, steps)
            if further is None:
                ended[one].append(here)
            else:
                ended[one] += [each for each in further if not each.code]
                ahead += [(one, each) for each in further if each.code]
        going = ahead
    reached = {here.code for stands in ended.values() for here in stands}
    there = set(places().filter(code__in=reached).values_list("code", flat=True))
    return {one: succession.arrived(ended[one], EDITION, there.__contains__) for one in asked}


def _steps_of(codes: set[str]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = defaultdict(list)
    rows = Successor.objects.filter(old_code__in=codes, new_edition__lte=EDITION)
    columns = ("old_code", "old_edition", "new_code", "new_edition", "kind")
    for row in rows.values_list(*columns):
        found[row[0]].append(Step(*row))
    return found


def history(code: str) -> list[Earlier]:
    """Return the steps that led to this place, back to the oldest, the latest first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("places", "history"), {"code": code, "edition": EDITION})
        rows = [Earlier(*row) for row in cursor.fetchall()]
    return [row._replace(kind=SuccessorKind(row.kind)) for row in rows]


def former(code: str) -> list[Successor]:
    """Return what is recorded of a code of earlier editions, the latest first."""
    return list(Successor.objects.filter(old_code=code).order_by("-old_edition", "new_code"))


def successors(text: str = "") -> "QuerySet[Successor]":
    """Return the recorded steps, those of a code's beginning or a name if one is given."""
    found = Successor.objects.order_by("old_code", "old_edition", "new_code")
    if not text:
        return found
    if text.isascii() and text.isdigit():
        return found.filter(Q(old_code__startswith=text) | Q(new_code__startswith=text))
    return found.filter(old_name__contains=text)


def editions() -> list[Edition]:
    """Return the editions that are loaded, the latest first."""
    return list(Edition.objects.order_by("-year"))
