"""Codes of places: text of 2, 4, 6, 9 or 12 digits, whose length is their level."""

import unicodedata
from enum import IntEnum
from typing import NamedTuple

from yutang.places.errors import BadCode

TEXT_LENGTH_MAX = 60
"""Longest text that is read as the name of a place, in characters."""


class Level(IntEnum):
    """How deep a place lies in the tree."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWN = 4
    VILLAGE = 5


CODE_DIGITS = {
    Level.PROVINCE: 2,
    Level.PREFECTURE: 4,
    Level.COUNTY: 6,
    Level.TOWN: 9,
    Level.VILLAGE: 12,
}
_LEVELS = {digits: level for level, digits in CODE_DIGITS.items()}


class Named(NamedTuple):
    """A place as far as its name matters."""

    code: str
    name: str
    short_name: str

    @property
    def level(self) -> Level:
        return level_of(self.code)


def parse_code(text: str) -> str:
    """Return the code that the text spells; spaces and full-width digits are forgiven.

    Raises:
        BadCode: the text is none, whatever places exist.
    """
    code = unicodedata.normalize("NFKC", text).strip()
    if len(code) not in _LEVELS or not (code.isascii() and code.isdigit()):
        raise BadCode(text=text[:TEXT_LENGTH_MAX])
    return code


def spellings(code: str) -> list[str]:
    """Return the codes that a code may stand for, the literal one first.

    Many registers fill a code with zeros (``130800``, ``130827000000``); a few real codes end in
    zeros (``441900`` 东莞市), so which one is meant depends on which one exists.
    """
    shorter = [digits for digits in sorted(_LEVELS, reverse=True) if digits < len(code)]
    return [code, *(code[:digits] for digits in shorter if not code[digits:].strip("0"))]


def level_of(code: str) -> Level:
    """Return the level of a code, by its length.

    Raises:
        BadCode: no code has this length.
    """
    try:
        return _LEVELS[len(code)]
    except KeyError:
        raise BadCode(text=code[:TEXT_LENGTH_MAX]) from None


def ancestors(code: str) -> list[str]:
    """Return the codes above this one, from the province down, without itself."""
    return [code[:digits] for digits in CODE_DIGITS.values() if digits < len(code)]


def parent_code(code: str) -> str:
    """Return the code of the place one level up; empty for a province."""
    above = ancestors(code)
    return above[-1] if above else ""
