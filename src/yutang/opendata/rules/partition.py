"""Cells are put together until every group has enough persons, and no difference of groups fewer.

A cell is what the finest row would tell: county, month, good … `Steps` lead from it to coarser and
coarser keys, the last of which is one for all. Groups are a *partition* of the cells: each cell
lies in exactly one group, and each group has at least ten persons. Whatever is published is the
sum over whole groups. So every difference of published numbers is again a sum over whole groups,
and stands for at least ten persons: county against prefecture, month against year alike.

From the finest step up: what is too small within a key is put together under this key. If that is
still too small, a group beside it is dissolved into it (the coarsest, of these the smallest): else
it could be had by subtracting. If there is none, it goes one step up. Where all of it is too
small, there are no groups at all.

A cell may have several *parts* (the rows that an indicator counts, and the others): then each
part of a group is of enough persons or of nobody, so that neither tells the other.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from yutang.opendata.rules.crowds import NOBODY, Crowd

Cell = tuple[str, ...]
Step = Callable[[Cell], Cell]
Steps = Sequence[Step]


class Content(NamedTuple):
    """What is known of a cell: the crowd of each of its parts, and how many rows it has."""

    parts: tuple[Crowd, ...]
    rows: int


@dataclass(frozen=True)
class Group:
    """Cells that are told together as `key`, a key of the step `step`.

    `is_rest`: it has not all of the key, but what no finer group has.
    """

    step: int
    key: Cell
    cells: frozenset[Cell]
    is_rest: bool = False


@dataclass
class _Node:
    """A key on the way up: finished groups, and cells that are not enough yet."""

    groups: list[Group] = field(default_factory=list)
    left: set[Cell] = field(default_factory=set)


def partition(cells: Mapping[Cell, Content], steps: Steps) -> list[Group]:
    """Return the groups, in the order of their keys; none when all together are too few."""
    nodes: dict[Cell, _Node] = {cell: _Node(left={cell}) for cell in sorted(cells)}
    first_of: dict[Cell, Cell] = {cell: cell for cell in nodes}
    for number, step in enumerate(steps):
        above: dict[Cell, _Node] = defaultdict(_Node)
        first: dict[Cell, Cell] = {}
        for key, node in nodes.items():
            to = step(first_of[key])
            first.setdefault(to, first_of[key])
            above[to].groups += node.groups
            above[to].left |= node.left
        for key, node in above.items():
            _close(node, number, key, cells)
        nodes, first_of = dict(above), first
    groups = [group for node in nodes.values() for group in node.groups]
    return sorted(groups, key=lambda group: (group.key, group.step))


def exact(cells: Collection[Cell], groups: Mapping[Cell, Group]) -> list[Group] | None:
    """Return the groups that these cells are the whole of; None when they cut one in two.

    `groups`: which group each cell is in (`by_cell`). Only what is exact may be published.
    """
    found: dict[Cell, Group] = {}
    for cell in cells:
        group = groups.get(cell)
        if group is None:
            return None
        found[min(group.cells)] = group
    if sum(len(group.cells) for group in found.values()) != len(set(cells)):
        return None
    return list(found.values())


def by_cell(groups: Iterable[Group]) -> dict[Cell, Group]:
    """Return which group each cell is in."""
    return {cell: group for group in groups for cell in group.cells}


def _close(node: _Node, number: int, key: Cell, cells: Mapping[Cell, Content]) -> None:
    """Make what is left a group of its own, with groups beside it dissolved where it must be."""
    if not node.left:
        return
    has_finer = bool(node.groups)
    left, dissolved = set(node.left), []
    crowds = _crowds(left, cells)
    beside = sorted(node.groups, key=lambda group: (-group.step, _rows(group, cells), group.key))
    while not _may_stand(crowds) and beside:
        nearest = next(
            (group for group in beside if _may_stand(_joined(crowds, _crowds(group.cells, cells)))),
            beside[0],
        )
        beside.remove(nearest)
        dissolved.append(nearest)
        left |= nearest.cells
        crowds = _joined(crowds, _crowds(nearest.cells, cells))
    if not _may_stand(crowds):
        node.groups, node.left = [], left
        return
    gone = set(map(id, dissolved))
    kept = [group for group in node.groups if id(group) not in gone]
    node.groups = [*kept, Group(number, key, frozenset(left), is_rest=has_finer and bool(kept))]
    node.left = set()


def _crowds(cells: Iterable[Cell], known: Mapping[Cell, Content]) -> tuple[Crowd, ...]:
    crowds: tuple[Crowd, ...] = ()
    for cell in cells:
        crowds = _joined(crowds, known[cell].parts)
    return crowds


def _joined(one: tuple[Crowd, ...], other: tuple[Crowd, ...]) -> tuple[Crowd, ...]:
    if not one or not other:
        return one or other
    return tuple(a | b for a, b in zip(one, other, strict=True))


def _may_stand(crowds: tuple[Crowd, ...]) -> bool:
    return all(crowd.may_stand for crowd in crowds) and any(crowd != NOBODY for crowd in crowds)


def _rows(group: Group, cells: Mapping[Cell, Content]) -> int:
    return sum(cells[cell].rows for cell in group.cells)
