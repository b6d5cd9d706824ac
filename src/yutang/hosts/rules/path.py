"""The path of a host: its arrows, and what has to hold before the next one.

《直播电商监督管理办法》 (in force 2026-02-01) lets nobody under 16 host a show, and 16- and
17-year-olds only with the consent of a guardian.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from yutang.hosts.errors import (
    GuardianMissing,
    IdentityNotSeen,
    NoIdNumber,
    OwnPath,
    ReasonNeeded,
    RefusedBefore,
    TooYoung,
    WordsNeeded,
)
from yutang.kernel.errors import Refusal

AGE_LEAST: Final = 16
AGE_FULL: Final = 18
WORDS_LEAST, WORDS_MOST = 4, 300

ARROWS: Final[Mapping[tuple[str, str], str]] = {
    ("applied", "admit"): "admitted",
    ("applied", "refuse"): "refused",
    ("refused", "again"): "applied",
    ("refused", "appeal"): "applied",
    ("admitted", "train"): "trained",
    ("trained", "practise"): "practised",
    ("practised", "certify"): "certified",
    ("certified", "suspend"): "suspended",
    ("suspended", "resume"): "certified",
    **{
        (state, "leave"): "left"
        for state in (
            "applied",
            "refused",
            "admitted",
            "trained",
            "practised",
            "certified",
            "suspended",
        )
    },
}
"""From a state, by a step, to a state. The database keeps the same list; a test compares."""

TICKS: Final = ("light", "sound", "truth", "plain", "refund")
"""What a teacher ticks of a practice sale; all of them, or it is done again."""
REASONS: Final = ("age", "guardian", "identity", "place", "goods", "conduct", "other")
PRACTISES: Final = ("admitted", "trained")
"""States in which practice sales are ticked: before or after the class is passed."""


class Happened(NamedTuple):
    """A step as far as the next one depends on it."""

    what: str
    by: int | None


@dataclass(frozen=True)
class Applicant:
    """What a clerk has before them: `age` None: no ID number is in the roster."""

    age: int | None
    guardian_agreed: bool
    """A guardian's consent for hosting, with its paper, is recorded and holds."""
    account: int | None
    made_by: int


def after(state: str, what: str) -> str | None:
    """Return where this step leads from this state; None when it is not possible."""
    return ARROWS.get((state, what))


def why_not(applicant: Applicant, *, saw_identity: bool) -> list[Refusal]:
    """Return everything that speaks against admitting somebody; nothing: they can be."""
    found: list[Refusal] = []
    if applicant.age is None:
        found.append(NoIdNumber())
    elif applicant.age < AGE_LEAST:
        found.append(TooYoung(least=AGE_LEAST))
    elif applicant.age < AGE_FULL and not applicant.guardian_agreed:
        found.append(GuardianMissing(full=AGE_FULL))
    if not saw_identity:
        found.append(IdentityNotSeen())
    return found


def check_decider(by: int, applicant: Applicant, steps: list[Happened]) -> None:
    """Go on only when this person may decide: no party, and after an appeal somebody else.

    Raises:
        OwnPath, RefusedBefore
    """
    if by in {applicant.account, applicant.made_by}:
        raise OwnPath
    if steps and steps[-1].what == "appeal":
        refused = [step.by for step in steps if step.what == "refuse"]
        if by in refused:
            raise RefusedBefore


def checked_words(words: str, *, is_needed: bool) -> str:
    """Return the words in one line; raises `WordsNeeded` where they have to say something."""
    said = " ".join(words.split())[:WORDS_MOST]
    if is_needed and len(said) < WORDS_LEAST:
        raise WordsNeeded(least=WORDS_LEAST)
    return said


def checked_reason(reason: str) -> str:
    """Return a reason of the list; raises `ReasonNeeded`."""
    if reason not in REASONS:
        raise ReasonNeeded
    return reason
