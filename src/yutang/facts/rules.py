"""What a version of the facts is called, and which days are read together: pure."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Final, NamedTuple

from yutang.facts.kinds.shape import days_of

EMPTY_DIGEST: Final = sha256(b"").hexdigest()


class Named(NamedTuple):
    """What of a file counts for a version's digest."""

    kind: str
    part: str
    rows: int
    sha256: str


def digest_of(files: Iterable[Named]) -> str:
    """Return what stands for all these files, in whatever order they come."""
    lines = sorted(f"{each.kind}\t{each.part}\t{each.rows}\t{each.sha256}\n" for each in files)
    return sha256("".join(lines).encode()).hexdigest()


class Span(NamedTuple):
    """Parts that are read by one statement: days from `since` up to, without, `until`."""

    since: date
    until: date
    parts: tuple[str, ...]


def spans(parts: Iterable[str], most: int) -> list[Span]:
    """Return these parts in runs of neighbours, at most so many in one."""
    ordered = sorted(set(parts))
    runs: list[list[str]] = [[each] for each in ordered[:1]]
    for earlier, later in pairwise(ordered):
        if days_of(earlier)[1] == days_of(later)[0] and len(runs[-1]) < most:
            runs[-1].append(later)
        else:
            runs.append([later])
    return [Span(days_of(run[0])[0], days_of(run[-1])[1], tuple(run)) for run in runs]
