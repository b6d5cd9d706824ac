"""How much may be paid in advance on what a producer has settled before: one rule, with a number.

The rule is explained on the page by its own figures: nothing enters that is not shown. What
changes the outcome of the rule changes `VERSION`, and an advance keeps the version and the figures
it was asked with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from yutang.payouts.rules.months import MONTHS_A_YEAR, Month

VERSION = 1
HISTORY_MONTHS_LEAST = 12
MONTHS_AHEAD = 3
YEARS_MOST = 3
SHARE_PERCENT = 50
CAP_FEN = 50_000_00
STEP_FEN = 100_00
LEAST_FEN = 500_00
REPAY_PERCENT = 30
"""So much of each payout repays the advance, until it is repaid."""
REASON_MAX = 300

ASKED: Final = "asked"
AGREED: Final = "agreed"
GIVEN: Final = "given"
REPAID: Final = "repaid"
REFUSED: Final = "refused"
WITHDRAWN: Final = "withdrawn"
OPEN_STATES: Final = (ASKED, AGREED, GIVEN)
"""A payee has at most one advance in these."""

ZeroReason = Literal["short", "no_income", "owed", "small"]


class Window(NamedTuple):
    """The coming months as they were in an earlier year: the first of them, and the income."""

    first: Month
    fen: int


@dataclass(frozen=True)
class Limit:
    """The most that may be advanced, with every figure that led to it. Amounts in fen."""

    version: int
    fen: int
    months_known: int
    first_ahead: Month
    windows: tuple[Window, ...]
    average_fen: int
    share_percent: int
    share_fen: int
    cap_fen: int
    owed_fen: int
    reason: ZeroReason | None


class SeasonMonth(NamedTuple):
    """A calendar month over the years: the average income of those that are known."""

    month: int
    years: int
    average_fen: int
    percent: int


@dataclass(frozen=True)
class Season:
    months: tuple[SeasonMonth, ...]
    months_known: int

    @property
    def is_whole_year(self) -> bool:
        """Only then do the percents say something about the year."""
        return self.months_known >= MONTHS_A_YEAR


def limit(history: Mapping[Month, int], this: Month, owed_fen: int) -> Limit:
    """Return the limit at a month.

    `history`: settled income by month; months before `this` are complete, and a month between
    two known ones without an entry is one of no income. `owed_fen`: advances not repaid, and
    what the payee's balance lies below nothing.
    """
    complete = {month: fen for month, fen in history.items() if month < this}
    known = this.minus(min(complete)) if complete else 0
    ahead = this.plus(1)
    windows = _windows(complete, this, ahead)
    average = max(sum(window.fen for window in windows) // len(windows), 0) if windows else 0
    share = average * SHARE_PERCENT // 100
    room = min(share, CAP_FEN) - max(owed_fen, 0)
    fen = max(room, 0) // STEP_FEN * STEP_FEN
    reason = _why_nothing(known, average, room, fen)
    return Limit(
        version=VERSION,
        fen=0 if reason else fen,
        months_known=known,
        first_ahead=ahead,
        windows=windows,
        average_fen=average,
        share_percent=SHARE_PERCENT,
        share_fen=share,
        cap_fen=CAP_FEN,
        owed_fen=max(owed_fen, 0),
        reason=reason,
    )


def season(history: Mapping[Month, int], this: Month) -> Season:
    """Return how income spreads over the calendar, from the complete months that are known."""
    complete = {month: fen for month, fen in history.items() if month < this}
    if not complete:
        return Season((), 0)
    first, known = min(complete), this.minus(min(complete))
    kept: dict[int, list[int]] = {}
    for step in range(known):
        month = first.plus(step)
        kept.setdefault(month.month, []).append(max(complete.get(month, 0), 0))
    averages = {month: sum(fens) // len(fens) for month, fens in kept.items()}
    whole = sum(averages.values())
    return Season(
        tuple(
            SeasonMonth(
                month,
                len(kept[month]),
                averages[month],
                (averages[month] * 100 + whole // 2) // whole if whole else 0,
            )
            for month in sorted(averages)
        ),
        known,
    )


def _windows(complete: Mapping[Month, int], this: Month, ahead: Month) -> tuple[Window, ...]:
    """Return the same months of earlier years that are wholly known, the latest first."""
    if not complete:
        return ()
    found = []
    for years in range(1, YEARS_MOST + 1):
        first = ahead.plus(-MONTHS_A_YEAR * years)
        if first < min(complete) or first.plus(MONTHS_AHEAD - 1) >= this:
            continue
        fen = sum(complete.get(first.plus(step), 0) for step in range(MONTHS_AHEAD))
        found.append(Window(first, fen))
    return tuple(found)


def _why_nothing(known: int, average_fen: int, room_fen: int, fen: int) -> ZeroReason | None:
    if known < HISTORY_MONTHS_LEAST:
        return "short"
    if average_fen <= 0:
        return "no_income"
    if room_fen <= 0:
        return "owed"
    return "small" if fen < LEAST_FEN else None
