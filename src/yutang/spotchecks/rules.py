"""Drawing a sample, and what its answers say of the whole: pure.

**The draw**: each id of the frame gets the key ``sha256("<seed>:<id>")`` in hexadecimal letters;
the sample are the first `size` ids by their keys. Whoever has frame and seed draws the same.

**The interval**: Wilson's score interval for a share p of n answers, at 95 % (z = 1.96):
``(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`` (Wilson 1927, J. Am. Stat. Assoc. 22).
It treats the frame as large: of a small class the truth lies nearer still.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple

from yutang.kernel.text import one_line
from yutang.spotchecks.errors import BadDraw, BadQuestion

FRAME_MOST: Final = 300_000
SIZE_MOST: Final = 500
QUESTIONS_MOST: Final = 12
CODE_MOST: Final = 30
ZH_MOST: Final = 120
EN_MOST: Final = 200
NOTE_MOST: Final = 200
SEED_LETTERS: Final = 32
Z: Final = 1.96
_TWO: Final = 2

ANSWERED, NEVER = "answered", "never"
REACHED: Final = (ANSWERED, NEVER)
"""Results by which a person was spoken to and said something of it."""
DONE: Final = (ANSWERED, NEVER, "refused", "wrong", "no_number")
"""Results after which nobody calls again."""


class Choice(NamedTuple):
    """A coded answer."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Asked:
    """A question with its coded answers."""

    code: str
    zh: str
    en: str
    answers: tuple[Choice, ...]


YES_NO: Final = (Choice("yes", "是", "yes"), Choice("no", "否", "no"))
YES_NO_UNSURE: Final = (*YES_NO, Choice("unsure", "不记得", "not sure"))


class Share(NamedTuple):
    """A share of n with its interval; all three between 0 and 1. None of it without answers."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def percent(self) -> float:
        return 100 * self.part / self.whole if self.whole else 0.0

    @property
    def low_percent(self) -> float:
        return 100 * self.low

    @property
    def high_percent(self) -> float:
        return 100 * self.high


def frame_of(ids: Collection[int]) -> list[int]:
    """Return the frame: every id once, ascending."""
    return sorted(set(ids))


def frame_digest(frame: Sequence[int]) -> str:
    """Return the SHA-256 of the ids, one a line."""
    return sha256("\n".join(map(str, frame)).encode()).hexdigest()


def draw(frame: Collection[int], seed: str, size: int) -> list[int]:
    """Return the ids drawn, in the order in which they are called."""
    return sorted(frame, key=lambda each: _key(seed, each))[:size]


def _key(seed: str, member_id: int) -> str:
    return sha256(f"{seed}:{member_id}".encode()).hexdigest()


def checked(questions: Sequence[Asked], size: int, frame: int) -> tuple[Asked, ...]:
    """Return the questions with their edges trimmed.

    Raises:
        BadDraw: too many or nobody to draw, or nothing to ask.
        BadQuestion: a question without its words, or with one answer only.
    """
    most = min(SIZE_MOST, frame)
    if not 0 < size <= most or not 0 < len(questions) <= QUESTIONS_MOST:
        raise BadDraw(most=most)
    said = tuple(_question(each) for each in questions)
    if len({each.code for each in said}) < len(said):
        raise BadQuestion
    return said


def _question(asked: Asked) -> Asked:
    answers = tuple(Choice(*(one_line(text) for text in each)) for each in asked.answers)
    said = Asked(one_line(asked.code), one_line(asked.zh), one_line(asked.en), answers)
    sound = (
        0 < len(said.code) <= CODE_MOST
        and 0 < len(said.zh) <= ZH_MOST
        and 0 < len(said.en) <= EN_MOST
        and len({each.code for each in answers}) == len(answers) >= _TWO
        and all(text and len(text) <= ZH_MOST for each in answers for text in each)
        and all(len(each.code) <= CODE_MOST for each in answers)
    )
    if not sound:
        raise BadQuestion
    return said


def share(part: int, whole: int) -> Share:
    """Return the share with Wilson's interval at 95 %; without answers all is open: 0 to 1."""
    if whole <= 0:
        return Share(0, 0, 0.0, 1.0)
    p, square = part / whole, Z * Z
    middle = p + square / (2 * whole)
    reach = Z * math.sqrt(p * (1 - p) / whole + square / (4 * whole * whole))
    scale = 1 + square / whole
    low = 0.0 if part == 0 else max(0.0, (middle - reach) / scale)
    high = 1.0 if part == whole else min(1.0, (middle + reach) / scale)
    return Share(part, whole, low, high)
