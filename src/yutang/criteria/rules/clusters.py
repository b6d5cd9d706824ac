"""Clusters: places that touch one another, directly or through others. Pure."""

from collections.abc import Iterable
from typing import NamedTuple


class Touch(NamedTuple):
    """Two places lie side by side; `how`: ``polygon``, or ``distance 2.1``, in kilometres."""

    one: str
    other: str
    how: str


class Cluster(NamedTuple):
    """Places that hang together, in code order, and how the links between them were found."""

    codes: tuple[str, ...]
    hows: tuple[str, ...]


def clusters(codes: Iterable[str], touches: Iterable[Touch]) -> list[Cluster]:
    """Return the clusters of these places, largest first; a place alone is a cluster of one.

    The order of codes and touches changes nothing; touches with other places do not count.
    """
    over = {code: code for code in codes}
    hows: dict[str, set[str]] = {}

    def head(code: str) -> str:
        while over[code] != code:
            over[code] = over[over[code]]
            code = over[code]
        return code

    for touch in touches:
        if touch.one not in over or touch.other not in over or touch.one == touch.other:
            continue
        first, second = sorted((head(touch.one), head(touch.other)))
        over[second] = first
        hows.setdefault(touch.one, set()).add(touch.how.partition(" ")[0])
    members: dict[str, list[str]] = {}
    for code in sorted(over):
        members.setdefault(head(code), []).append(code)
    found = [
        Cluster(
            tuple(group), tuple(sorted(set().union(*(hows.get(code, set()) for code in group))))
        )
        for group in members.values()
    ]
    return sorted(found, key=lambda cluster: (-len(cluster.codes), cluster.codes))
