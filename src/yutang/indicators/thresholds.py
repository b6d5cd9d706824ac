"""Thresholds as data: `data/thresholds.toml`, versions with scope and source, read once."""

import functools
from datetime import date
from decimal import Decimal
from importlib import resources

import msgspec
from msgspec import Struct

from yutang.indicators.rules.shape import Origin
from yutang.kernel.told import Told


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    zh: str
    en: str


class Threshold(Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a threshold: for which things, in which years, and who says so."""

    name: str
    value: Decimal
    unit: _Words
    scope: _Words
    source: _Words
    origin: Origin
    valid_from: date
    valid_to: date | None = None

    @property
    def told(self) -> tuple[Told, Told, Told]:
        """Its unit, scope and source in both languages."""
        return (
            Told(self.unit.zh, self.unit.en),
            Told(self.scope.zh, self.scope.en),
            Told(self.source.zh, self.source.en),
        )

    @property
    def is_unverified(self) -> bool:
        return self.origin == "V"


class _File(Struct, forbid_unknown_fields=True):
    thresholds: list[Threshold]


@functools.cache
def every() -> tuple[Threshold, ...]:
    """Return all versions, names together, oldest first."""
    text = resources.files("yutang.indicators").joinpath("data", "thresholds.toml").read_bytes()
    found = msgspec.toml.decode(text, type=_File).thresholds
    return tuple(sorted(found, key=lambda each: (each.name, each.valid_from)))


def at(name: str, day: date) -> Threshold:
    """Return the version in force on a day; before the first one, the first.

    Raises:
        LookupError: there is no threshold of this name.
    """
    versions = [each for each in every() if each.name == name]
    if not versions:
        raise LookupError(name)
    begun = [each for each in versions if each.valid_from <= day]
    return begun[-1] if begun else versions[0]
