"""Reader of the national table that ships with the package. Pure Python, no Django.

The file ``data/places-2023.table`` (written by ``tools/places_data.py``) is laid out as:

* 8 bytes ``YUTPLAC1``, then 4 bytes, little-endian: the length of the head;
* the head, UTF-8 JSON: ``edition``, ``source``, and ``provinces``, a list in code order of
  ``{"code", "name", "places", "steps", "names"}`` - the places in that province (itself
  included), and the lengths in bytes of its two streams;
* per province, in the same order, the two streams, each LZMA (xz):

  - *steps*: one unsigned 16-bit little-endian number a place, ``level * 1000 + step``, in the
    order of codes as text, so that a parent stands before its children. ``step`` is how far the
    last segment of the code lies beyond that of the sibling before (beyond 0 for the first).
  - *names*: UTF-16 little-endian, one line a place in the same order; a frequent ending is
    folded into the one control character of `ENDINGS`.

One province is unfolded at a time, so memory stays bounded by the largest (about 57,000 places).
"""

import functools
import json
import lzma
from array import array
from collections.abc import Collection, Iterator
from importlib import resources
from sys import byteorder
from typing import IO, NamedTuple

import msgspec

EDITION = 2023
MAGIC = b"YUTPLAC1"
STEP_BASE = 1000
SEGMENT_DIGITS = (2, 2, 2, 3, 3)
"""Digits that each level adds to the code, from the province down."""
ENDINGS = {
    "\x01": "社区居民委员会",
    "\x02": "社区居委会",
    "\x03": "村民委员会",
    "\x04": "居民委员会",
    "\x05": "村委会",
    "\x06": "居委会",
    "\x07": "社区",
    "\x08": "街道",
}
"""Frequent endings of names, the longer before the shorter that it ends with."""


class Entry(NamedTuple):
    """One line of the table."""

    code: str
    name: str


class ProvinceHead(msgspec.Struct, frozen=True):
    """A province in the head: its places, and the lengths of its streams in bytes."""

    code: str
    name: str
    places: int
    steps: int
    names: int


class Head(msgspec.Struct, frozen=True):
    """What the file says about itself."""

    edition: int
    source: str
    provinces: tuple[ProvinceHead, ...]


@functools.cache
def head() -> Head:
    """Return the head of the shipped table."""
    with _open() as file:
        return _read_head(file)


def entries(provinces: Collection[str] | None = None) -> Iterator[Entry]:
    """Yield the places of these provinces (all when None) in code order, parents first."""
    for province in head().provinces:
        if provinces is None or province.code in provinces:
            yield from province_entries(province.code)


def province_entries(code: str) -> Iterator[Entry]:
    """Yield one province and everything under it, in code order.

    Raises:
        KeyError: no province of this code in the table.
    """
    with _open() as file:
        for province in _read_head(file).provinces:
            if province.code == code:
                steps, names = file.read(province.steps), file.read(province.names)
                break
            file.seek(province.steps + province.names, 1)
        else:
            raise KeyError(code)
    for place_code, name in zip(_codes(steps), _names(names), strict=True):
        yield Entry(place_code, name)


def _open() -> IO[bytes]:
    return resources.files("yutang.places").joinpath("data", "places-2023.table").open("rb")


def _read_head(file: IO[bytes]) -> Head:
    if file.read(len(MAGIC)) != MAGIC:
        raise ValueError("not a table of places: tools/places_data.py writes one")
    length = int.from_bytes(file.read(4), "little")
    return msgspec.convert(json.loads(file.read(length)), Head)


def _codes(stream: bytes) -> Iterator[str]:
    numbers = array("H")
    numbers.frombytes(lzma.decompress(stream))
    if byteorder == "big":
        numbers.byteswap()
    last: list[int] = []
    path = [""]
    for number in numbers:
        level, step = divmod(number, STEP_BASE)
        last[level - 1 :] = [(last[level - 1] if len(last) >= level else 0) + step]
        code = path[level - 1] + str(last[-1]).zfill(SEGMENT_DIGITS[level - 1])
        path[level:] = [code]
        yield code


def _names(stream: bytes) -> Iterator[str]:
    for line in lzma.decompress(stream).decode("utf-16-le").split("\n"):
        ending = ENDINGS.get(line[-1])
        yield line if ending is None else line[:-1] + ending
