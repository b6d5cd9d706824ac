"""Policy periods, premiums and person-years."""

from datetime import date, timedelta
from fractions import Fraction

MONTHS_MOST = 12
_YEAR_DAYS = 365


def year_from(first: date) -> date:
    """Return the last day of a year of cover that begins on this day."""
    try:
        return first.replace(year=first.year + 1) - timedelta(days=1)
    except ValueError:  # from 29 February
        return date(first.year + 1, 2, 28)


def fits(first: date, last: date) -> bool:
    """Tell whether a period may be so: it ends after it begins, and lasts a year at most."""
    return first < last <= year_from(first)


def premium_fen(year_fen: int, first: date, last: date) -> int:
    """Return the premium of one person for a period, rounded half up to the fen.

    A whole year costs the year's premium; a shorter one its days of 365.
    """
    share = share_of_year(first, last)
    return int(year_fen * share + Fraction(1, 2))


def share_of_year(first: date, last: date) -> Fraction:
    """Return how much of a person-year one person is in this period; a whole year is one."""
    if last >= year_from(first):
        return Fraction(1)
    return Fraction((last - first).days + 1, _YEAR_DAYS)
