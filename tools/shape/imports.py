"""Who imports whom: cycles, depth, arrows between rooms, and ways past a room's doors."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import grimp

Graph = Mapping[str, frozenset[str]]
"""For each module the modules that it imports."""

FLOOR_PLAN_DOORS = frozenset({"access", "actions", "queries", "rules", "errors"})
"""What any room may be entered by."""
OPEN_GROUND = frozenset({"kernel", "plumbing"})
"""What every room stands on has no doors: all of it is open."""


class Passage(NamedTuple):
    """An import from one room into another."""

    importer: str
    imported: str


def read(package: str, source: Path) -> Graph:
    """Return the package's imports, those of tests and migrations left out."""
    sys.path.insert(0, str(source))
    try:
        graph = grimp.build_graph(package, cache_dir=None)
    finally:
        sys.path.remove(str(source))
    return of(graph, package)


def of(graph: grimp.ImportGraph, package: str) -> Graph:
    """Return what a graph knows of the package's own imports, without tests and migrations."""
    ours = {
        name
        for name in graph.modules
        if name.split(".")[0] == package and not {"tests", "migrations"} & set(name.split("."))
    }
    return {
        name: frozenset(graph.find_modules_directly_imported_by(name) & ours)
        for name in sorted(ours)
    }


def knots(graph: Graph) -> list[set[str]]:
    """Return the groups of modules that import each other in a circle (Tarjan)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    found: list[set[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        path.append(name)
        for other in graph[name]:
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in path:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            knot = set(path[path.index(name) :])
            del path[path.index(name) :]
            if len(knot) > 1:
                found.append(knot)

    for name in graph:
        if name not in order:
            visit(name)
    return found


def depth(graph: Graph) -> int:
    """Return the modules on the longest way down; a knot counts once."""
    knot_of = {name: index for index, knot in enumerate(knots(graph)) for name in knot}
    below: dict[object, set[object]] = defaultdict(set)
    for name, others in graph.items():
        at = knot_of.get(name, name)
        below[at] |= {knot_of.get(other, other) for other in others} - {at}

    @cache
    def longest(at: object) -> int:
        return 1 + max((longest(other) for other in below[at]), default=0)

    return max((longest(at) for at in list(below)), default=0)


def room_of(module: str) -> str:
    """Return the room that a module lies in; "" for the package itself."""
    return _part(module, 1)


def door_of(module: str) -> str:
    """Return the first name within its room; "" for the room itself."""
    return _part(module, 2)


def _part(module: str, number: int) -> str:
    parts = module.split(".")
    return parts[number] if number < len(parts) else ""


def passages(graph: Graph) -> list[Passage]:
    """Return the imports that lead from one room into another."""
    return [
        Passage(name, other)
        for name, others in graph.items()
        for other in sorted(others)
        if room_of(name) and room_of(other) and room_of(name) != room_of(other)
    ]


def arrows(graph: Graph) -> dict[tuple[str, str], int]:
    """Return the pairs of rooms of which the first imports the second, and how often."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for importer, imported in passages(graph):
        counted[room_of(importer), room_of(imported)] += 1
    return dict(counted)


def doors(room: Path) -> frozenset[str]:
    """Return the doors that the room's README names beside those of the floor plan."""
    readme = room / "README.md"
    said = readme.read_text("utf-8") if readme.exists() else ""
    found = re.search(r"^\*\*Other doors[^:]*:\*\*(.*?)(?:\n\n|\Z)", said, re.DOTALL | re.MULTILINE)
    return frozenset(re.findall(r"`(\w+)`", found[1])) if found else frozenset()


def named(path: Path) -> set[str]:
    """Return the modules that a file names in its imports, those within functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            deep = node.module.count(".") > 1
            found |= (
                {node.module} if deep else {f"{node.module}.{each.name}" for each in node.names}
            )
    return found


def past_the_doors(graph: Graph, extra: Mapping[str, frozenset[str]]) -> list[Passage]:
    """Return the ways into rooms that lead through no door; `extra`: a room's own doors."""
    return [
        passage
        for passage in passages(graph)
        if (room := room_of(passage.imported)) not in OPEN_GROUND
        and door_of(passage.imported) not in FLOOR_PLAN_DOORS | extra.get(room, frozenset())
    ]
