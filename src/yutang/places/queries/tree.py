"""The tree of today's edition: up, down, and how places are called."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from yutang.places import rules
from yutang.places.models import Place
from yutang.places.rules import Level
from yutang.places.table import EDITION

_NAMES_KEPT_MAX = 50_000
_names_kept: dict[str, str] = {}


def places() -> "QuerySet[Place]":
    """Return all places of the current edition, in code order."""
    return Place.objects.filter(edition=EDITION).order_by("code")


def children(code: str) -> "QuerySet[Place]":
    """Return the places one level under this one, in code order."""
    return places().filter(parent_code=code)


def provinces() -> "QuerySet[Place]":
    """Return the provinces that are loaded."""
    return places().filter(parent_code="")


def under(code: str, level: Level | None = None) -> "QuerySet[Place]":
    """Return all places inside this one, itself left out; only those of one level if given."""
    rules.level_of(code)
    inside = places().filter(code__startswith=code).exclude(code=code)
    return inside if level is None else inside.filter(level=level)


def path(code: str) -> list[Place]:
    """Return the place and those above it, from the province down; empty when it is unknown."""
    found = list(places().filter(code__in=[*rules.ancestors(code), code]))
    return found if found and found[-1].code == code else []


def full_name(code: str) -> str:
    """Return the whole name, 河北省承德市宽城满族自治县; empty when the place is unknown."""
    return full_names([code])[code]


def full_names(codes: Collection[str]) -> dict[str, str]:
    """Return the whole name for each code; empty for unknown places. At most one query."""
    lines = {code: [*rules.ancestors(code), code] for code in codes}
    known = names({code for line in lines.values() for code in line})
    return {
        code: rules.full_name([(step, known[step]) for step in line]) if known[code] else ""
        for code, line in lines.items()
    }


def names(codes: Iterable[str]) -> dict[str, str]:
    """Return the name for each code; empty for unknown places. At most one query.

    Names once read are kept by this process: within an edition they do not change.
    """
    wanted = set(codes)
    found = {code: name for code in wanted if (name := _names_kept.get(code))}
    missing = wanted - found.keys()
    if missing:
        read = dict(places().filter(code__in=missing).values_list("code", "name"))
        if len(_names_kept) + len(read) > _NAMES_KEPT_MAX:
            _names_kept.clear()
        _names_kept.update(read)
        found |= read
    return {code: found.get(code, "") for code in wanted}
