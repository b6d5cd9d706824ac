"""Months as an address names them. Pure."""

from datetime import date
from typing import Final

_LENGTH: Final = len("2026-11")
_YEAR_LEAST, _YEAR_MOST = 2000, 2999


def month_from(text: str) -> date | None:
    """Return the first day of ``2026-11``; None for anything else."""
    if len(text) != _LENGTH or not text.isascii():
        return None
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if _YEAR_LEAST <= found.year <= _YEAR_MOST else None
