"""The public ledger: entries of totals without persons, each sealed by the one before. Pure.

A group of fewer than ten persons is not told: it waits, and is told together with those that come
after it in the same county. So every entry stands for ten persons or more, the entries of a kind
never overlap, and no two of them can be taken from each other to find one person. What still waits
is told by nobody, not even as a number.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

DONATED, GIVEN_BACK, ENROLLED = "donated", "given_back", "enrolled"
PAID, CAME_BACK = "paid", "came_back"
KINDS: Final = (DONATED, GIVEN_BACK, ENROLLED, PAID, CAME_BACK)
OF_PERSONS: Final = frozenset({ENROLLED, PAID, CAME_BACK})
"""Kinds whose rows are about persons; a donation is an organisation's."""
PERSONS_LEAST = 10
START: Final = "0" * 64
"""What stands for the entry before the first."""


class Row(NamedTuple):
    """A row behind the ledger, not told yet: whose it is, when, how much.

    `times`: how many person-times it stands for; `persons`: their marks, or for a register of
    thousands only how many they are (`heads`).
    """

    source: str
    id: int
    kind: str
    county: str
    on: date
    sum_fen: int
    times: int = 1
    person: int | None = None
    heads: int = 0


class Told(NamedTuple):
    """What one entry says: no names, no numbers of persons under ten."""

    kind: str
    county: str
    from_on: date
    to_on: date
    times: int
    persons: int
    sum_fen: int


class Group(NamedTuple):
    """An entry to be appended, with the rows that it counts."""

    told: Told
    rows: tuple[Row, ...]


def due(rows: Iterable[Row]) -> list[Group]:
    """Return the groups that may be told now, in a fixed order; the others wait.

    One group a kind and county: all that nobody told yet.
    """
    waiting: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        waiting.setdefault((row.kind, row.county), []).append(row)
    found = []
    for (kind, county), listed in sorted(waiting.items()):
        persons = heads(listed)
        if kind in OF_PERSONS and persons < PERSONS_LEAST:
            continue
        days = [row.on for row in listed]
        told = Told(
            kind,
            county,
            min(days),
            max(days),
            sum(row.times for row in listed),
            persons if kind in OF_PERSONS else 0,
            sum(row.sum_fen for row in listed),
        )
        found.append(Group(told, tuple(listed)))
    return found


def heads(rows: Sequence[Row]) -> int:
    """Return how many different persons these rows are about, as far as is known.

    Of registers, whose persons may be the same ones, the largest: at least so many.
    """
    named = {row.person for row in rows if row.person is not None}
    return len(named) + max((row.heads for row in rows), default=0)


def body(number: int, told: Told, previous: str) -> str:
    """Return an entry as it is hashed: JSON with sorted keys, no blanks, ASCII only."""
    said = {
        "number": number,
        "kind": told.kind,
        "county": told.county,
        "from": told.from_on.isoformat(),
        "to": told.to_on.isoformat(),
        "times": told.times,
        "persons": told.persons,
        "sum_fen": told.sum_fen,
        "previous": previous,
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """Return the SHA-256 of an entry's body, in 64 hexadecimal letters."""
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def line(text: str, hash_said: str = "") -> str:
    """Return an entry as one line of the file: its body, and beside it the hash that is kept."""
    said = json.loads(text)
    said["hash"] = hash_said or hash_of(text)
    return json.dumps(said, sort_keys=True, separators=(",", ":"))
