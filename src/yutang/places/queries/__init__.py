"""Reads of the places room. Places are public: nobody need be asked who looks."""

from yutang.places.queries.deciding import decide_successors
from yutang.places.queries.finding import find
from yutang.places.queries.listing import levels, next_left, read_list, rows
from yutang.places.queries.matching import match, summary
from yutang.places.queries.searching import search
from yutang.places.queries.succession import (
    Earlier,
    editions,
    former,
    history,
    successors,
    today,
    todays,
)
from yutang.places.queries.tree import (
    children,
    full_name,
    full_names,
    names,
    path,
    places,
    provinces,
    under,
)

__all__ = [
    "Earlier",
    "children",
    "decide_successors",
    "editions",
    "find",
    "former",
    "full_name",
    "full_names",
    "history",
    "levels",
    "match",
    "names",
    "next_left",
    "path",
    "places",
    "provinces",
    "read_list",
    "rows",
    "search",
    "successors",
    "summary",
    "today",
    "todays",
    "under",
]
