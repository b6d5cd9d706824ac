"""The rows of a roll that can be enrolled, sealed some thousand at a time until they are."""

import zlib
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from yutang.insurance.models import Roll, RollPart
from yutang.plumbing.seal import seal_bytes, unseal_bytes
from yutang.roster.rules import Entry

ROWS: Final = 5_000
"""Rows of a part: what is in memory at once, and one haul into the roster."""


class Fit(msgspec.Struct, frozen=True, array_like=True):
    """A row that can be enrolled, checked already."""

    row: int
    name: str
    id_number: str
    birth_on: date
    gender: str
    place_code: str
    mobile: str = ""
    poverty_class: str = ""
    household: str = ""
    guardian: str = ""

    @property
    def entry(self) -> Entry:
        """What the roster is told of this person."""
        return Entry(
            name=self.name,
            place_code=self.place_code,
            gender=self.gender,
            birth_on=self.birth_on,
            id_number=self.id_number,
            mobile=self.mobile,
            poverty_class=self.poverty_class,
            poverty_pointer=self.household if self.poverty_class else "",
        )


def keep(roll: Roll, number: int, fits: list[Fit]) -> None:
    """Keep a part, sealed."""
    told = zlib.compress(msgspec.msgpack.encode(fits), 1)
    RollPart.objects.create(roll=roll, number=number, rows=len(fits), sealed=seal_bytes(told))


def of(roll: Roll) -> Iterator[list[Fit]]:
    """Yield the parts of a roll in their order, one in memory at a time."""
    numbers = RollPart.objects.filter(roll=roll).order_by("number")
    for pk in list(numbers.values_list("pk", flat=True)):
        sealed = RollPart.objects.values_list("sealed", flat=True).get(pk=pk)
        told = zlib.decompress(unseal_bytes(sealed))
        yield msgspec.msgpack.decode(told, type=list[Fit])
