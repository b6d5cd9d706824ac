"""Kinds of classes, and what each asks beyond a timetable and people."""

from collections.abc import Collection
from typing import Final, NamedTuple


class Kind(NamedTuple):
    """What a kind of class asks. Ages in whole years on the day the class begins."""

    name: str
    least_age: int = 16
    has_school: bool = False
    """It is given by a school, and its teachers learn too: they are counted apart."""
    needs_both_teachers: bool = False
    """Each session names a remote and a local teacher."""


HOST: Final = "host"
QINGCHENG: Final = "qingcheng"

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        # Hosts are at least 16 (rules for live selling in force since 2026-02-01).
        Kind(HOST),
        Kind("county_head", least_age=18),
        Kind("taobao"),
        Kind("dual", needs_both_teachers=True),
        Kind("cloud"),
        # Vocational schools begin at 14 or 15; under 14 data are sensitive, and nobody enrols.
        Kind(QINGCHENG, least_age=14, has_school=True),
    )
}


def parts_missing(kind: str, parts: Collection[str]) -> list[str]:
    """Return which teachers a session of this kind still needs: ``local``, ``remote``.

    A dual-teacher course needs both; any other session somebody who teaches, here or remotely.
    """
    if KINDS[kind].needs_both_teachers:
        return [part for part in ("local", "remote") if part not in parts]
    return [] if {"local", "remote"} & set(parts) else ["local"]
