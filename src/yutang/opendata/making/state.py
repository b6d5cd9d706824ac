"""What a version remembers for the next one: which cells are in which group, and since when.

It is kept beside the published files and is not for the public: cells tell what was too small.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yutang.opendata.making.cells import Source
from yutang.opendata.rules.crowds import Crowd, together
from yutang.opendata.rules.partition import Cell, Content, Group, Steps, partition
from yutang.opendata.rules.versions import carried

Row = dict[str, Any]


@dataclass
class Told:
    """Groups as they are published, each with the row that was told and where it came from."""

    groups: list[Group] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def add(self, group: Group, row: Row, source: Source) -> None:
        self.groups.append(group)
        self.rows.append(row)
        self.sources.append(source)

    def dumped(self) -> list[Row]:
        """Return it as plain values for JSON."""
        return [
            {
                "step": group.step,
                "key": group.key,
                "rest": group.is_rest,
                "cells": sorted(group.cells),
                "row": row,
                "manifest": source[0],
                "until": source[1].isoformat(),
            }
            for group, row, source in zip(self.groups, self.rows, self.sources, strict=True)
        ]

    @classmethod
    def loaded(cls, said: list[Row]) -> "Told":
        found = cls()
        for each in said:
            cells = frozenset(tuple(cell) for cell in each["cells"])
            group = Group(each["step"], tuple(each["key"]), cells, each["rest"])
            found.add(group, each["row"], (each["manifest"], date.fromisoformat(each["until"])))
        return found


@dataclass(frozen=True)
class Settled:
    """The groups of this version: told anew, or kept with their row of before."""

    fresh: list[Group]
    kept: Told


def settle(
    content: Mapping[Cell, Content],
    steps: Steps,
    before: Told,
    changed: Mapping[Source, Mapping[Cell, Crowd]],
) -> Settled:
    """Decide which groups are told anew and which stay as the last version told them.

    `changed`: whose rows changed in each cell since each version that old groups are from.
    """
    new = partition(content, steps)
    told = {cell for group in before.groups for cell in group.cells}
    # What was in no group was never told: all of it is new.
    moved: dict[Cell, Crowd] = {
        cell: together(behind.parts) for cell, behind in content.items() if cell not in told
    }
    for group, of in zip(before.groups, before.sources, strict=True):
        since = changed[of]
        moved |= {cell: since[cell] for cell in group.cells & since.keys()}
    decided = carried(before.groups, new, moved)
    stays = set(map(id, decided.kept))
    kept = Told()
    for group, row, of in zip(before.groups, before.rows, before.sources, strict=True):
        if id(group) in stays:
            kept.add(group, row, of)
    return Settled(decided.fresh, kept)
