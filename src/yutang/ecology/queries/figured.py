"""The numbers of places that the room offers, each of a year, and the same of a programme."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from yutang.ecology.rules.survival import EARLY
from yutang.kernel.clock import today
from yutang.kernel.counts import Counts, Persons, PersonTimes
from yutang.plumbing.figures import Figure, Read, Text
from yutang.plumbing.figures import offer as offer_figure
from yutang.plumbing.statements import load
from yutang.roster.queries import count_persons

_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True)
class Totals:
    """What came of a programme's plots; mu of new plantings, confirmed."""

    plots: int
    planted_mu: Decimal
    alive_mu: Decimal
    young_mu: Decimal
    unknown_mu: Decimal
    alive_trees: int
    last_look: date | None
    persons: Persons
    person_times: PersonTimes
    wages_fen: int

    @property
    def known_percent(self) -> Decimal:
        """Of which share of what was planted it is known today how much is alive."""
        if not self.planted_mu:
            return Decimal(0)
        known = self.planted_mu - self.young_mu - self.unknown_mu
        return _HUNDRED * known / self.planted_mu


def totals(programme_id: int) -> Totals:
    """Return the sums of a programme today: two statements."""
    asked: dict[str, Any] = {"programme": programme_id, "today": today(), "early": EARLY}
    with connection.cursor() as cursor:
        cursor.execute(load("ecology", "of_programme"), asked)
        row = cursor.fetchone()
    assert row is not None, "sums answer one row"
    plots, planted, alive, young, unknown, trees, last, members, days, fen = row
    return Totals(
        plots=plots,
        planted_mu=planted,
        alive_mu=round(alive, 2),
        young_mu=young,
        unknown_mu=unknown,
        alive_trees=round(trees),
        last_look=last,
        persons=count_persons(members),
        person_times=PersonTimes(days),
        wages_fen=fen,
    )


def offer() -> None:
    """Offer the figures; called once when Django is ready."""
    for order, (name, title, unit, told, counts) in enumerate(_FIGURES):
        offer_figure(
            Figure(
                name=f"ecology.{name}",
                title=title,
                unit=unit,
                told=told,
                read=_reader(name),
                order=80 + order,
                counts=counts,
            )
        )


_FIGURES: Final[tuple[tuple[str, Text, Text, Text, Counts], ...]] = (
    (
        "mu_planted",
        _("Land planted"),
        _("mu"),
        _("Land newly planted in the year, noted by one and confirmed by another."),
        "mu",
    ),
    (
        "mu_alive",
        _("Land planted and alive"),
        _("mu"),
        _(
            "Of all land planted up to the end of the year, or today, what was counted to be alive:"
            " planted land times the share alive in the last check. What nobody looked at in time"
            " is not in it."
        ),
        "mu",
    ),
    (
        "work_person_times",
        _("Days of green work"),
        _("person-times"),
        _("Work days on plots in the year, one for each person and day."),
        "person_times",
    ),
    (
        "work_persons",
        _("Persons in green work"),
        _("persons"),
        _("Different persons who worked on plots in the year, each counted once."),
        "persons",
    ),
    (
        "wages_yuan",
        _("Wages of green work"),
        _("yuan"),
        _("Wages of the year's work days on wage sheets that two persons agreed to."),
        "yuan",
    ),
)


def _reader(name: str) -> Read:
    def read(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
        end = min(date(year, 12, 31), today())
        asked: dict[str, Any] = {"codes": list(codes), "year": year, "end": end, "early": EARLY}
        with connection.cursor() as cursor:
            cursor.execute(load("ecology", name), asked)
            rows = cursor.fetchall()
        if name == "work_persons":
            return {code: Decimal(count_persons(ids).number) for code, ids in rows}
        return {code: Decimal(value) for code, value in rows}

    return read
