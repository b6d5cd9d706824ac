"""The arrows of a case, and what the numbers of its stages are called. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final, NamedTuple

FILED, RETURNED, DIFFER, AGREED = "filed", "returned", "differ", "agreed"
APPROVED, PAID, REFUSED = "approved", "paid", "refused"
APPEALED, CLOSED, DROPPED = "appealed", "closed", "dropped"
ARROWS: Final[dict[str, frozenset[str]]] = {
    FILED: frozenset({AGREED, DIFFER, RETURNED}),
    RETURNED: frozenset({FILED, DROPPED}),
    DIFFER: frozenset({AGREED, RETURNED}),
    AGREED: frozenset({APPROVED, REFUSED, RETURNED}),
    APPROVED: frozenset({PAID}),
    PAID: frozenset({APPROVED}),
    REFUSED: frozenset({APPEALED}),
    APPEALED: frozenset({AGREED, CLOSED}),
    CLOSED: frozenset(),
    DROPPED: frozenset(),
}
OPEN: Final = (FILED, RETURNED, DIFFER, AGREED, APPROVED, APPEALED)

ASKED, DOCUMENTS, ASSESSED = "asked", "documents", "assessed"
RECONCILED, MORE, DECIDED, GIVEN_UP = "reconciled", "more", "decided", "dropped"
STAGE_PAID, CAME_BACK, STAGE_APPROVED = "paid", "came_back", "approved"
STAGE_REFUSED, STAGE_APPEALED = "refused", "appealed"

PAY, REFUSE = "pay", "refuse"
OUTCOMES: Final = frozenset({PAY, REFUSE})

APPEAL_DAYS = 30
"""So many days after a refusal an appeal is taken in; ours, not a law's: the page says it."""
REASON_LEAST = 4
REASON_MOST = 500


class Word(NamedTuple):
    """What one assessor says: pay so many fen or refuse, why, and the figures it rests on."""

    by: int
    outcome: str
    amount_fen: int
    codes: tuple[str, ...] = ()


def may_move(before: str, after: str) -> bool:
    """Tell whether a case may go from one state to another."""
    return after in ARROWS.get(before, frozenset())


def after_assessing(words: Sequence[Word]) -> str | None:
    """Return where two words lead: agreed, or they differ; None while one is missing.

    They agree when both pay the same fen, or both refuse for the same reasons.
    """
    if len(words) < 2:  # noqa: PLR2004
        return None
    first, second = words[0], words[1]
    if first.outcome != second.outcome:
        return DIFFER
    if first.outcome == PAY:
        return AGREED if first.amount_fen == second.amount_fen else DIFFER
    return AGREED if set(first.codes) == set(second.codes) else DIFFER


def may_assess(person: int, parties: Sequence[int | None], words: Sequence[Word]) -> bool:
    """Tell whether the person may assess: no party to the case, and not the first one again."""
    return person not in parties and all(word.by != person for word in words)


def may_settle(person: int, parties: Sequence[int | None], words: Sequence[Word], to: Word) -> bool:
    """Tell whether the person may end a difference with the word `to`.

    Somebody who assessed may only come over to the other's word; a third may say their own.
    """
    if person in parties:
        return False
    if all(word.by != person for word in words):
        return True
    others = [word for word in words if word.by != person]
    return any(
        (word.outcome, word.amount_fen) == (to.outcome, to.amount_fen)
        and (to.outcome == PAY or set(word.codes) == set(to.codes))
        for word in others
    )


def appeal_until(refused: date) -> date:
    """Return the last day on which an appeal against a refusal is taken in."""
    return refused + timedelta(days=APPEAL_DAYS)


def days_between(stages: Mapping[str, datetime]) -> dict[str, int]:
    """Return the whole days each stretch of a case took: to assess, approve, pay, and in all.

    `stages`: when a stage was last reached. A stretch that is not over is left out.
    """
    stretches = {
        "assess": (ASKED, "agreed"),
        "approve": ("agreed", STAGE_APPROVED),
        "pay": (STAGE_APPROVED, STAGE_PAID),
        "all": (ASKED, STAGE_PAID),
    }
    return {
        name: (stages[end] - stages[start]).days
        for name, (start, end) in stretches.items()
        if start in stages and end in stages
    }


def median_days(cases: Sequence[Mapping[str, int]], least: int) -> dict[str, float]:
    """Return the median days of each stretch that at least so many cases have gone."""
    gathered: dict[str, list[int]] = {}
    for case in cases:
        for name, days in case.items():
            gathered.setdefault(name, []).append(days)
    return {name: median(days) for name, days in gathered.items() if len(days) >= least}
