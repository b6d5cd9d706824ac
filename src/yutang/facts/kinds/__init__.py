"""The kinds of facts, by name. Each group of kinds is a module with a tuple `KINDS`."""

from functools import cache
from types import MappingProxyType

from yutang.facts.kinds import (
    buying,
    funding,
    insuring,
    learning,
    market,
    sales,
    settling,
    shows,
    villages,
    working,
)
from yutang.facts.kinds.shape import Kind

_GROUPS = (sales, shows, buying, settling, villages, learning, working, insuring, funding, market)


@cache
def by_name() -> MappingProxyType[str, Kind]:
    """Return every kind by its name, in the order of the groups."""
    found: dict[str, Kind] = {}
    for group in _GROUPS:
        for kind in group.KINDS:
            assert kind.name not in found, f"two kinds are called {kind.name}"
            found[kind.name] = kind
    return MappingProxyType(found)


def every() -> tuple[Kind, ...]:
    """Return every kind."""
    return tuple(by_name().values())
