"""How an application moves. The database keeps the same arrows. Pure."""

from typing import Final

from yutang.honours.errors import WordsNeeded
from yutang.honours.rules import kinds

DRAFT, RETURNED, NOTICE, READY = "draft", "returned", "notice", "ready"
AWARDED, REFUSED, DROPPED = "awarded", "refused", "dropped"
LOOKED_AT: Final = frozenset(kinds.LEVELS)
"""States in which a level looks at it; they are named for the level."""
OVER: Final = frozenset({AWARDED, REFUSED, DROPPED})
EDITABLE: Final = frozenset({DRAFT, RETURNED})

ARROWS: Final[dict[str, frozenset[str]]] = {
    DRAFT: frozenset({"county", "city", DROPPED}),
    "county": frozenset({"city", NOTICE, RETURNED, REFUSED, DROPPED}),
    "city": frozenset({"province", NOTICE, RETURNED, REFUSED, DROPPED}),
    "province": frozenset({NOTICE, RETURNED, REFUSED, DROPPED}),
    RETURNED: frozenset({"county", "city", DROPPED}),
    NOTICE: frozenset({READY, REFUSED, DROPPED}),
    READY: frozenset({AWARDED, REFUSED, DROPPED}),
    AWARDED: frozenset(),
    REFUSED: frozenset(),
    DROPPED: frozenset(),
}

PASS, RETURN, REFUSE = "pass", "return", "refuse"
OUTCOMES: Final = (PASS, RETURN, REFUSE)
REASON_LEAST, REASON_MOST = 4, 600
STORY_LEAST, STORY_MOST = 20, 3000


def after(outcome: str, level: str, applicant: str, last: str) -> str:
    """Return where a decision leads: up a level, to the notice, back, or to the end."""
    if outcome == RETURN:
        return RETURNED
    if outcome == REFUSE:
        return REFUSED
    line = kinds.levels(applicant, last)
    following = line[line.index(_at(level)) + 1 :]
    return following[0] if following else NOTICE


def checked_reason(text: str, *, is_needed: bool) -> str:
    """Return the reason as it is kept.

    Raises:
        WordsNeeded: one is needed and too little was said.
    """
    said = text.strip()[:REASON_MOST]
    if is_needed and len(said) < REASON_LEAST:
        raise WordsNeeded(least=REASON_LEAST)
    return said


def _at(level: str) -> kinds.Level:
    for known in kinds.LEVELS:
        if known == level:
            return known
    raise ValueError(level)
