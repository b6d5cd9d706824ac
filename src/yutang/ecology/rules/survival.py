"""What is alive of what was planted: looked at after 1 and 3 years, else said to be not known.

The share alive is that of all trees counted in a check's sample squares; mu and trees alive are
planted mu and trees by this share. It is no acceptance by the forestry rules, which have thresholds
of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

DUE_YEARS: Final = (1, 3)
EARLY: Final = timedelta(days=60)
"""A look so long before the day counts for it."""
YOUNG, KNOWN, OVERDUE = "young", "known", "overdue"
"""Too early to be looked at; looked at in time; its day passed and nobody looked: not known."""


@dataclass(frozen=True)
class Look:
    """One survival check."""

    on: date
    alive: int
    dead: int


@dataclass(frozen=True)
class Standing:
    """How one planting stands on a day."""

    state: str
    last: Look | None
    due_on: date | None
    """The next day to look, or the one that passed; None after the last."""
    alive_mu: Decimal | None
    alive_trees: int | None
    """None where it is not known, or where nobody counted trees."""


def due_dates(planted: date) -> tuple[date, ...]:
    """Return the days by which somebody looks: the day of planting 1 and 3 years later."""
    return tuple(_years_later(planted, years) for years in DUE_YEARS)


def standing(
    planted: date, mu: Decimal, trees: int | None, looks: Sequence[Look], today: date
) -> Standing:
    """Return what is known to be alive of a planting on a day."""
    seen = sorted((look for look in looks if look.on <= today), key=lambda look: look.on)
    last = seen[-1] if seen else None
    open_days = [due for due in due_dates(planted) if last is None or last.on < due - EARLY]
    due_on = open_days[0] if open_days else None
    if due_on is not None and due_on < today:
        return Standing(OVERDUE, last, due_on, None, None)
    if last is None:
        return Standing(YOUNG, None, due_on, None, None)
    share = Decimal(last.alive) / (last.alive + last.dead)
    alive_mu = (mu * share).quantize(Decimal("0.01"), ROUND_HALF_UP)
    alive_trees = None if trees is None else int((trees * share).to_integral_value(ROUND_HALF_UP))
    return Standing(KNOWN, last, due_on, alive_mu, alive_trees)


def _years_later(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
