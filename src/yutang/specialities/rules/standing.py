"""How much a class of goods stands out in a place: share, location quotient, growth.

Amounts are whole (fen or yuan) and not negative; all figures are ratios, so the unit is no matter.
"""

from collections.abc import Mapping, Sequence
from statistics import median

YEARS_BACK = 5
"""Growth looks at so many years at most."""


def share(amounts: Mapping[str, int], class_code: str) -> float | None:
    """Return the part that a class has of all of a place; None where the place has nothing."""
    total = sum(amounts.values())
    return amounts.get(class_code, 0) / total if total else None


def location_quotient(
    local: Mapping[str, int], reference: Mapping[str, int], class_code: str
) -> float | None:
    """Return (share of the class here) ÷ (share of the class in the reference).

    1: as everywhere; 2: twice as much of the place's sales or output as of the reference's. None
    where either has nothing at all, or the reference nothing of the class.
    """
    here, there = share(local, class_code), share(reference, class_code)
    return here / there if here is not None and there else None


def growth(years: Mapping[int, int], last: int, floor: int) -> float | None:
    """Return the median of the yearly growth rates up to the year `last`, newest first five.

    Robust: one odd year does not move it. Two years count as neighbours when one follows the
    other and both reach `floor`, so that growth from almost nothing says nothing. None: there are
    not enough years.
    """
    rates = [
        years[year] / years[year - 1] - 1
        for year in range(last, last - YEARS_BACK, -1)
        if years.get(year, 0) >= floor and years.get(year - 1, 0) >= max(floor, 1)
    ]
    return median(rates) if rates else None


def lead(amounts: Mapping[str, int]) -> str:
    """Return the class of which there is most; of equals the lowest code; empty for nothing."""
    some = [(-amount, code) for code, amount in amounts.items() if amount > 0]
    return min(some)[1] if some else ""


def leading_alike(class_code: str, leads: Sequence[str]) -> tuple[int, int]:
    """Return how many neighbours lead with the class, and how many lead with anything."""
    known = [each for each in leads if each]
    return known.count(class_code), len(known)
