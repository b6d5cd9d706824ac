"""What became of a code: from one edition of the codes to a later one, step by step.

A step leads forwards in time only, so every chain ends. A place without a step of its own follows
the place above it: when a county gets a new code, its towns' codes begin with that one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from yutang.places.errors import (
    BadSuccessor,
    LeadsBackwards,
    NowhereToLead,
    OnlySplitsDivide,
    UnknownPlace,
)
from yutang.places.rules.codes import ancestors, parse_code


class Kind(StrEnum):
    """What happened to a place, the least change first."""

    SAME = "same"
    RENAMED = "renamed"
    RECODED = "recoded"
    MERGED = "merged"
    SPLIT = "split"
    ABOLISHED = "abolished"


class Confidence(StrEnum):
    """How we know: somebody recorded it, it follows from the place above, or nobody said no."""

    RECORDED = "recorded"
    DERIVED = "derived"
    ASSUMED = "assumed"


class Step(NamedTuple):
    """One recorded step; a split has one a part, an abolished place an empty new code."""

    old_code: str
    old_edition: int
    new_code: str
    new_edition: int
    kind: str


class Today(NamedTuple):
    """A code of today's edition that an old one became; empty when the place is no more."""

    code: str
    kind: Kind
    confidence: Confidence


class Standing(NamedTuple):
    """Where a chain has come to; no confidence before its first step."""

    code: str
    edition: int
    kind: Kind = Kind.SAME
    confidence: Confidence | None = None


class SuccessorFacts(NamedTuple):
    """What somebody says of an old code."""

    old_code: str
    old_edition: int
    old_name: str
    new_code: str
    new_edition: int
    kind: Kind
    valid_from: date | None
    source: str


_ORDER = list(Kind)
_SURENESS = list(Confidence)


def lookups(standing: Standing) -> list[str]:
    """Return the codes whose steps decide where a chain goes on: its own, and those above."""
    return [standing.code, *reversed(ancestors(standing.code))]


def onwards(standing: Standing, steps: Mapping[str, Collection[Step]]) -> list[Standing] | None:
    """Return where a chain goes on to, None at its end. `steps` are found by their old code.

    The earliest change counts first; of changes of one edition the place's own, then the nearest
    above. What became of the places in one that was dissolved nobody knows: they end there.
    """
    ahead = [
        (step.old_edition, distance, code)
        for distance, code in enumerate(lookups(standing))
        for step in steps.get(code, ())
        if step.old_edition >= standing.edition
    ]
    if not ahead:
        return None
    edition, distance, code = min(ahead)
    taken = [step for step in steps[code] if step.old_edition == edition]
    moved = (_moved(standing, step, is_own=not distance) for step in taken)
    return [standing for standing in moved if standing is not None]


def _moved(standing: Standing, step: Step, *, is_own: bool) -> Standing | None:
    kind = max(standing.kind, Kind(step.kind), key=_ORDER.index)
    if is_own:
        code, confidence = step.new_code, Confidence.RECORDED
    elif len(step.new_code) != len(step.old_code):
        return None
    else:
        code = step.new_code + standing.code[len(step.old_code) :]
        confidence = Confidence.DERIVED
    if standing.confidence is not None:
        confidence = max(confidence, standing.confidence, key=_SURENESS.index)
    return Standing(code, step.new_edition, kind, confidence)


def arrived(
    standings: Iterable[Standing], today: int, exists: Callable[[str], bool]
) -> list[Today]:
    """Return the ends of chains that there are today, and the word that a place is no more."""
    found: dict[str, Today] = {}
    for code, edition, kind, confidence in standings:
        if not code or exists(code):
            untold = Confidence.RECORDED if edition >= today else Confidence.ASSUMED
            found.setdefault(code, Today(code, kind, confidence or untold))
    return sorted(found.values())


def check_successor(
    facts: SuccessorFacts,
    others: Sequence[Step],
    today: int,
    exists: Callable[[str], bool],
) -> SuccessorFacts:
    """Return the facts as they are kept, given the steps there are of the same old code.

    Raises:
        BadCode: the old or the new code is none.
        BadSuccessor: something is missing or too much for what happened.
        LeadsBackwards: the new code is of the same edition or an earlier one.
        OnlySplitsDivide: the old place has another successor, and is not said to be divided.
        NowhereToLead: a place that is no more has a new code, or another has none.
        UnknownPlace: the new code is of today's edition and there is no such place.
    """
    old = parse_code(facts.old_code)
    if not (facts.old_name.strip() and facts.source.strip()):
        raise BadSuccessor
    if facts.new_edition <= facts.old_edition:
        raise LeadsBackwards(old=facts.old_edition, new=facts.new_edition)
    if (facts.kind is Kind.ABOLISHED) == bool(facts.new_code):
        raise NowhereToLead
    new = parse_code(facts.new_code) if facts.new_code else ""
    if new and facts.new_edition == today and not exists(new):
        raise UnknownPlace(text=new)
    same = [
        step for step in others if (step.old_code, step.old_edition) == (old, facts.old_edition)
    ]
    parts = [step for step in same if step.new_code != new]
    if any(Kind.SPLIT not in {step.kind, facts.kind} or step.kind != facts.kind for step in parts):
        raise OnlySplitsDivide(text=old)
    return facts._replace(old_code=old, new_code=new)
