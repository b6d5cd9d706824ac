"""The number of a plaque: letters of its kind, year, serial without gaps: ``DV-2026-0001``."""

import re

from yutang.honours.rules.kinds import LETTERS

_FORM = re.compile(r"([A-Z]{2})-([0-9]{4})-([0-9]{4,6})")
NUMBER_MAX = 14


def number(kind: str, year: int, serial: int) -> str:
    """Return the number of the plaque."""
    return f"{LETTERS[kind]}-{year}-{serial:04d}"


def clean(text: str) -> str:
    """Return a number as it is kept, of what somebody typed or read off; empty when it is none."""
    found = _FORM.fullmatch(text.strip().upper())
    return found[0] if found else ""
