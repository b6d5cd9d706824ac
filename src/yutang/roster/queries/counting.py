"""How many persons, and which: by gender, age and poverty class. Rows of one person count once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from yutang.kernel.clock import today
from yutang.kernel.counts import Persons, shown_publicly
from yutang.plumbing.statements import load
from yutang.roster.models import Gender
from yutang.roster.rules.persons import AGE_BANDS, POVERTY_CLASSES
from yutang.roster.sealing import poverty_mark

UNKNOWN = ""
"""The group of those of whom it is not known, or, among poverty classes, who are in none."""


class Breakdown(NamedTuple):
    """Persons by group, each dimension adding up to `persons`."""

    persons: Persons
    gender: Mapping[str, Persons | None]
    age: Mapping[str, Persons | None]
    poverty: Mapping[str, Persons | None]
    """Groups too small to be shown are None, once they were made `public`."""

    def public(self) -> "Breakdown":
        """Return what may stand on a public page: without groups of fewer than ten."""
        return Breakdown(
            self.persons,
            _public(self.gender),
            _public(self.age),
            _public(self.poverty),
        )


def count_persons(ids: Collection[int]) -> Persons:
    """Return how many different persons these rows are."""
    if not ids:
        return Persons()
    with connection.cursor() as cursor:
        cursor.execute(load("roster", "count_persons"), {"ids": list(ids)})
        return Persons(cursor.fetchall()[0][0])


def breakdown(ids: Collection[int], on: date | None = None) -> Breakdown:
    """Return these persons by gender, age band on the day, and poverty class of that day."""
    return _breakdown(list(ids), [], on or today())


def breakdown_of(places: Collection[str], on: date | None = None) -> Breakdown:
    """Return the persons who live in these places as `breakdown`; ``""`` is the whole country."""
    return _breakdown([], [f"{code}%" for code in places], on or today())


def _breakdown(ids: Sequence[int], places: Sequence[str], day: date) -> Breakdown:
    marks = {poverty_mark(name): name for name in POVERTY_CLASSES}
    bands = [name for name, _low, _high in AGE_BANDS]
    asked: dict[str, Any] = {
        "ids": ids,
        "places": places,
        "on": day,
        "bands": bands,
        "lows": [low for _name, low, _high in AGE_BANDS],
        "highs": [high for _name, _low, high in AGE_BANDS],
    }
    with connection.cursor() as cursor:
        cursor.execute(load("roster", "breakdown"), asked)
        rows = cursor.fetchall()
    genders = dict.fromkeys((*Gender.values, UNKNOWN), Persons())
    ages = dict.fromkeys((*bands, UNKNOWN), Persons())
    classes = dict.fromkeys((*POVERTY_CLASSES, UNKNOWN), Persons())
    total = Persons()
    for gender, band, mark, number in rows:
        some = Persons(number)
        genders[gender] += some
        ages[band] += some
        classes[marks.get(bytes(mark), UNKNOWN) if mark else UNKNOWN] += some
        total += some
    return Breakdown(total, genders, ages, classes)


def _public(groups: Mapping[str, Persons | None]) -> dict[str, Persons | None]:
    return shown_publicly({key: count or Persons() for key, count in groups.items()})
