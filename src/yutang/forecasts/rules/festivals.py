"""The Spring Festival and the solar terms near a week."""

from datetime import date, timedelta
from functools import cache
from typing import Final

_BEFORE_DAYS: Final = 42
_AFTER_DAYS: Final = 35


@cache
def spring_festival(year: int) -> date:
    """Return the first day of the lunar year that begins in this year."""
    from lunar_python import Lunar  # noqa: PLC0415 - heavy

    solar = Lunar.fromYmd(year, 1, 1).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def nearness(monday: date) -> tuple[float, float]:
    """Return how near the week is before the Spring Festival, and after it: 0 far, 1 at it."""
    middle = monday + timedelta(days=3)
    days = min(
        ((middle - spring_festival(year)).days for year in (middle.year, middle.year + 1)), key=abs
    )
    if days <= 0:
        return max(0.0, 1 + days / _BEFORE_DAYS), 0.0
    return 0.0, max(0.0, 1 - days / _AFTER_DAYS)
