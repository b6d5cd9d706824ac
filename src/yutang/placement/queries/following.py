"""Whom to ask now: members who began to work 3, 6 or 12 months ago."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.placement.models import FollowUp, Placement
from yutang.placement.rules import following
from yutang.roster import access as roster


class DueView(NamedTuple):
    """Somebody to be asked."""

    placement: Placement
    who: str
    months: int
    due_on: date
    tried: int


def due(placements: QuerySet[Placement], reader: Person, most: int = 200) -> list[DueView]:
    """Return whom to ask now, the longest due first.

    Who answered, or was not reached three times, is not asked again for that month.
    """
    on = today()
    rows = list(
        placements.filter(starts_on__lte=on, ended_on=None).order_by("starts_on")[: most * 5]
    )
    settled, tried = _settled(rows)
    found = []
    for row in rows:
        months = following.due(row.starts_on, on, settled[row.pk])
        if months is not None:
            day = following.months_after(row.starts_on, months)
            found.append((row, months, day, tried[row.pk, months]))
    found.sort(key=lambda each: each[2])
    names = roster.names(reader, {row.member_id for row, *_rest in found[:most]})
    return [
        DueView(row, names.get(row.member_id, ""), months, day, times)
        for row, months, day, times in found[:most]
    ]


def of_placement(placement: Placement) -> list[FollowUp]:
    """Return what was asked and told, in its order."""
    return list(placement.follow_ups.select_related("by"))


def _settled(rows: list[Placement]) -> tuple[dict[int, set[int]], dict[tuple[int, int], int]]:
    settled: dict[int, set[int]] = defaultdict(set)
    tried: dict[tuple[int, int], int] = defaultdict(int)
    for placement, months, outcome in FollowUp.objects.filter(placement__in=rows).values_list(
        "placement", "months", "outcome"
    ):
        tried[placement, months] += 1
        reached = outcome != FollowUp.Outcome.UNREACHED
        if reached or tried[placement, months] >= following.TRIES_MOST:
            settled[placement].add(months)
    return settled, tried
