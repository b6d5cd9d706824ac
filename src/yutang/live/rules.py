"""Decisions of the live room over plain values: states, chat, readiness."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, get_args

from yutang.live.errors import EmptyMessage, MessageTooLong
from yutang.people.rules import GrantView, covers

State = Literal["planned", "live", "paused", "ended", "replay"]
STATES: Final[tuple[State, ...]] = get_args(State)

# 预告 → 直播中 ↔ 暂停 → 结束 → 回放; nothing leads back from an end. An announced sale that does
# not take place is called off: it ends without having been live.
ARROWS: Final[dict[State, frozenset[State]]] = {
    "planned": frozenset({"live", "ended"}),
    "live": frozenset({"paused", "ended"}),
    "paused": frozenset({"live", "ended"}),
    "ended": frozenset({"replay"}),
    "replay": frozenset(),
}
RUNNING: Final[frozenset[State]] = frozenset({"live", "paused"})
SELLING: Final[frozenset[State]] = frozenset({"live", "paused", "replay"})
OVER: Final[frozenset[State]] = frozenset({"ended", "replay"})

MESSAGE_LENGTH_MAX: Final = 100
REASON_LENGTH_MAX: Final = 100
_MARKS_MAX = 3

# What moves or hides the text around it: controls, direction overrides, tags, separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINER = "\u200d"
_SPACES = re.compile(r"\s+")


def may_run(held: Sequence[GrantView], county_codes: Sequence[str], *, is_host: bool) -> bool:
    """Tell whether these roles let their holder plan and run a sale of these counties.

    A clerk of all of them may (an operator is clerk everywhere), and the sale's own host with a
    host's role for all of them. A sale of no county is nobody's.
    """
    roles = ("clerk", "host") if is_host else ("clerk",)
    return bool(county_codes) and any(
        all(covers(held, role, code) for code in county_codes) for role in roles
    )


def may_move(before: State, after: State) -> bool:
    """Tell whether a sale may go from one state to the other."""
    return after in ARROWS[before]


def chat_is_open(state: State) -> bool:
    """Tell whether viewers may write: while the sale runs, paused included."""
    return state in RUNNING


def clean_message(text: str) -> str:
    """Return the line of chat as it is kept: one line, no invisible tricks, ≤ 100 characters.

    Markup is left as it stands: it is text, and pages show it as text.

    Raises:
        EmptyMessage: nothing visible remains.
        MessageTooLong: more than `MESSAGE_LENGTH_MAX` characters.
    """
    shown = "".join(filter(_is_seen, _SPACES.sub(" ", text)))
    level = _without_towers(unicodedata.normalize("NFC", shown))
    line = _SPACES.sub(" ", level).strip(f" {_JOINER}")
    if not line:
        raise EmptyMessage
    if len(line) > MESSAGE_LENGTH_MAX:
        raise MessageTooLong(most=MESSAGE_LENGTH_MAX)
    return line


def _is_seen(character: str) -> bool:
    return character == _JOINER or unicodedata.category(character) not in _HIDDEN


def _without_towers(text: str) -> str:
    """Drop combining marks that pile up over their neighbours."""
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= _MARKS_MAX:
            kept.append(character)
    return "".join(kept)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What must hold before a sale goes live."""

    lineup: int
    open_lots: int
    units: int
    host_may_sign_in: bool
    host_may_run: bool
    """Holds a role that covers the sale's counties now."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of what is missing: ``lineup``, ``open``, ``units``, ``host``, ``role``."""
        checks = {
            "lineup": self.lineup > 0,
            "open": self.open_lots > 0,
            "units": self.units > 0,
            "host": self.host_may_sign_in,
            "role": self.host_may_run or not self.host_may_sign_in,
        }
        return tuple(name for name, holds in checks.items() if not holds)


@dataclass(frozen=True, slots=True)
class Span:
    """A pin as the replay shows it: seconds from its start, end open for the last."""

    lot: int
    offset_s: float


def replay_marks(pins: Sequence[tuple[int, float | None]]) -> list[Span]:
    """Return where the replay jumps to for each pin, in order.

    `pins` are (lot, offset in seconds or None when that moment was not recorded). Repeated pins
    of one lot in a row are one explanation.
    """
    seen = [Span(lot, offset) for lot, offset in pins if offset is not None]
    return seen[:1] + [span for before, span in pairwise(seen) if span.lot != before.lot]


def moved(order: Sequence[int], lot: int, step: int) -> list[int]:
    """Return the lineup's lots with one moved by `step` places, stopping at either end."""
    at = order.index(lot)
    to = min(max(at + step, 0), len(order) - 1)
    rest = [other for other in order if other != lot]
    return [*rest[:to], lot, *rest[to:]]


def clock_text(offset_s: float) -> str:
    """Return seconds as a player shows them: ``3:07`` or ``1:02:03``."""
    minutes, seconds = divmod(int(offset_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
