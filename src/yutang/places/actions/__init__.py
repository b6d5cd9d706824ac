"""Writes of the places room: points and classes, successors of codes, old lists."""

from yutang.places.actions.filling import Filled, set_class, set_points
from yutang.places.actions.listing import bring_list, decide, forget_list, rejoin
from yutang.places.actions.succeeding import (
    add_successor,
    import_successors,
    load_successors,
    remove_successor,
)

__all__ = [
    "Filled",
    "add_successor",
    "bring_list",
    "decide",
    "forget_list",
    "import_successors",
    "load_successors",
    "rejoin",
    "remove_successor",
    "set_class",
    "set_points",
]
