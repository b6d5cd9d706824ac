"""Industry clusters: towns side by side that sell the same class and trade with the same people.

A link needs buyers of both, at least ten, so that nobody can be made out among them; or a
supplier of both.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

BUYERS_TOLD_LEAST = 10
"""Fewer buyers than this are neither told nor make a link."""


class Town(NamedTuple):
    """What a town sold of a class in a year, and of all."""

    code: str
    sales_fen: int
    all_fen: int
    leads: bool


class Pair(NamedTuple):
    """Two towns side by side, the lower code first, and what they share."""

    a: str
    b: str
    how: str
    buyers: int
    suppliers: int


class Clustered(NamedTuple):
    """Towns that hang together, by code, and the pairs that join them."""

    towns: tuple[str, ...]
    links: tuple[Pair, ...]


def sells(town: Town, percent: int, least_fen: int) -> bool:
    """Tell whether a town leads with the class or sells it significantly."""
    if town.sales_fen <= 0:
        return False
    return town.leads or (
        town.sales_fen >= least_fen and 100 * town.sales_fen >= percent * town.all_fen
    )


def joins(pair: Pair) -> bool:
    """Tell whether what two neighbours share makes them one cluster."""
    return pair.buyers >= BUYERS_TOLD_LEAST or pair.suppliers > 0


def clusters(pairs: Iterable[Pair]) -> list[Clustered]:
    """Return the groups that the joined pairs make, the largest first; order is no matter."""
    links = sorted({pair for pair in pairs if joins(pair)})
    root: dict[str, str] = {}
    for link in links:
        one, other = _root(root, link.a), _root(root, link.b)
        root[max(one, other)] = min(one, other)
    groups: dict[str, list[Pair]] = {}
    for link in links:
        groups.setdefault(_root(root, link.a), []).append(link)
    found = [
        Clustered(tuple(sorted({code for link in each for code in link[:2]})), tuple(each))
        for each in groups.values()
    ]
    return sorted(found, key=lambda each: (-len(each.towns), each.towns))


def shared_suppliers(
    supplies: Iterable[tuple[int, str]], pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Return how many suppliers two towns share, of rows of supplier and town supplied."""
    of_town: dict[str, set[int]] = {}
    for supplier, town in supplies:
        of_town.setdefault(town, set()).add(supplier)
    return {(a, b): len(of_town.get(a, set()) & of_town.get(b, set())) for a, b in pairs}


def siblings(codes: Sequence[str], alone: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of towns of one county, where it is not known which of them touch.

    `alone`: the codes of which no neighbours are known; pairs of two of these only.
    """
    by_parent: dict[str, list[str]] = {}
    unknown = set(alone)
    for code in sorted(set(codes) & unknown):
        by_parent.setdefault(_parent(code), []).append(code)
    return [
        (one, other)
        for group in by_parent.values()
        for at, one in enumerate(group)
        for other in group[at + 1 :]
    ]


def totals(rows: Iterable[tuple[str, str, int]]) -> Mapping[str, dict[str, int]]:
    """Return place → class → amount, of rows of place, class, amount."""
    found: dict[str, dict[str, int]] = {}
    for place, class_code, amount in rows:
        found.setdefault(place, {})[class_code] = amount
    return found


def _parent(code: str) -> str:
    lengths = (2, 4, 6, 9, 12)
    return code[: max((each for each in lengths if each < len(code)), default=0)]


def _root(root: dict[str, str], code: str) -> str:
    while root.get(code, code) != code:
        code = root[code]
    return code
