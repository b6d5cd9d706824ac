"""Codes of attendance: shown at a session, another every half minute, checked without a table.

A code is eight letters of an HMAC over the session and the half minute, keyed with the session's
secret. The teacher's page computes it by itself, also without a line; a phone that scanned it may
send it later: the half minute is part of what was scanned, so the server knows when it was shown.
`static/training/codes.js` computes the same; a test compares both.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

STEP_S: Final = 30
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two that nobody mistakes for another: no I, L, O, U."""
CODE_LETTERS: Final = 8
SECRET_BYTES: Final = 32
FRESH_STEPS: Final = 1
"""A scanned code is on time in its own half minute and the next."""
TYPED_STEPS: Final = 3
"""Typing takes longer: a minute and a half more."""
BEFORE: Final = timedelta(minutes=30)
AFTER: Final = timedelta(minutes=30)
"""Around its hours a session's codes count: people come early, and lessons run over."""
SYNC: Final = timedelta(days=7)
"""So long after a session what a phone kept without a line is still taken."""
_TYPED_CLAIM_STEPS: Final = 10
_TEXT_MOST: Final = 80
_SCANNED = re.compile(r"([1-9][0-9]{0,17})\.([1-9][0-9]{0,9})\.([0-9A-Z]{8})")
_MISREAD = str.maketrans("OIL", "011")


class Window(NamedTuple):
    """The hours of a session."""

    starts_at: datetime
    ends_at: datetime

    def holds(self, step: int) -> bool:
        """Say whether codes of this half minute count for the session."""
        at = moment_of(step)
        return self.starts_at - BEFORE <= at <= self.ends_at + AFTER

    def takes(self, now: datetime) -> bool:
        """Say whether something about the session may still arrive now."""
        return self.starts_at - BEFORE <= now <= self.ends_at + SYNC


class Scanned(NamedTuple):
    """What a scanned picture says."""

    session_id: int
    step: int
    code: str


class Typed(NamedTuple):
    """Eight letters as typed, for one session; and when, as the device says."""

    session_id: int
    code: str
    claimed_at: datetime | None = None


class Seen(NamedTuple):
    """A code that is right: its half minute, and whether it arrived while it was shown."""

    step: int
    is_fresh: bool


def step_of(at: datetime) -> int:
    """Return the number of the half minute, counted from 1970."""
    return int(at.timestamp()) // STEP_S


def moment_of(step: int) -> datetime:
    """Return when this half minute began."""
    return datetime.fromtimestamp(step * STEP_S, UTC)


def code_at(secret: bytes, session_id: int, step: int) -> str:
    """Return the eight letters that are shown at the session in this half minute."""
    drawn = hmac.digest(secret, f"{session_id}.{step}".encode(), hashlib.sha256)
    bits = int.from_bytes(drawn[:5], "big")
    return "".join(LETTERS[bits >> shift & 31] for shift in range(35, -1, -5))


def token_at(secret: bytes, session_id: int, step: int) -> str:
    """Return what the picture holds: session, half minute and code."""
    return f"{session_id}.{step}.{code_at(secret, session_id, step)}"


def read_scanned(text: str) -> Scanned | None:
    """Return what a picture said, or None when it is nothing of ours."""
    found = _SCANNED.fullmatch(text.strip()[:_TEXT_MOST].rpartition("#")[2])
    return Scanned(int(found[1]), int(found[2]), found[3]) if found else None


def read_typed(text: str) -> str | None:
    """Return the eight letters as somebody typed them, or None when they are none."""
    plain = unicodedata.normalize("NFKC", text[:_TEXT_MOST]).upper().translate(_MISREAD)
    letters = re.sub(r"[\s\-]+", "", plain)
    is_code = len(letters) == CODE_LETTERS and all(letter in LETTERS for letter in letters)
    return letters if is_code else None


def check_scanned(secret: bytes, said: Scanned, window: Window, now: datetime) -> Seen | None:
    """Say of a scanned code when it was shown; None when it was not, or not for this session."""
    step = step_of(now)
    is_known = hmac.compare_digest(code_at(secret, said.session_id, said.step), said.code)
    if not is_known or not window.holds(said.step) or not window.takes(now):
        return None
    if said.step > step + FRESH_STEPS:
        return None
    return Seen(said.step, is_fresh=abs(step - said.step) <= FRESH_STEPS)


def check_typed(secret: bytes, said: Typed, window: Window, now: datetime) -> Seen | None:
    """Say of typed letters when they were shown: just now, or near when the device says."""
    if not window.takes(now):
        return None
    step = step_of(now)
    fresh = _shown_in(secret, said, range(step + 1, step - TYPED_STEPS - 1, -1))
    if fresh is not None and window.holds(fresh):
        return Seen(fresh, is_fresh=True)
    if said.claimed_at is None or said.claimed_at > now:
        return None
    near = step_of(said.claimed_at)
    around = range(near + _TYPED_CLAIM_STEPS, near - _TYPED_CLAIM_STEPS - 1, -1)
    late = _shown_in(secret, said, (each for each in around if each <= step))
    return Seen(late, is_fresh=False) if late is not None and window.holds(late) else None


def _shown_in(secret: bytes, said: Typed, steps: Iterable[int]) -> int | None:
    return next(
        (
            step
            for step in steps
            if hmac.compare_digest(code_at(secret, said.session_id, step), said.code)
        ),
        None,
    )
