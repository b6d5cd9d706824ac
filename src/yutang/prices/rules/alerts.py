"""When a county sells below the market: the rule as data, with versions, and what it says.

The threshold is an unverified default: no source was found that names one. It is shown with that
word; an installation that knows better adds a version.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True)
class Rule:
    """Below `share_percent` of the market's mean of the last `days`, an alert is raised.

    Not when fewer than `quotes_least` quotes say what the market asks, nor when the newest of them
    is older than `age_most` days.
    """

    id: str
    valid_from: date
    valid_to: date | None
    share_percent: int
    days: int
    quotes_least: int
    age_most: int
    source_zh: str
    source_en: str
    is_verified: bool = False


RULES: Final = (
    Rule(
        id="below-market@2026-1",
        valid_from=date(2000, 1, 1),
        valid_to=None,
        share_percent=80,
        days=14,
        quotes_least=3,
        age_most=10,
        source_zh="平台默认值，没有查到出处",
        source_en="a default of the platform; no source was found for it",
    ),
)


@dataclass(frozen=True)
class Market:
    """What markets asked, in fen a kilogram, and what that rests on."""

    mean_fen: int
    quotes: int
    last_day: date


def rule_on(day: date) -> Rule | None:
    """Return the rule that holds on a day; None: none does."""
    held = [
        rule
        for rule in RULES
        if rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)
    ]
    return max(held, key=lambda rule: rule.valid_from, default=None)


def named(rule_id: str) -> Rule | None:
    """Return a version by its name; None: there is none of it any more."""
    return next((rule for rule in RULES if rule.id == rule_id), None)


def window(rule: Rule, day: date) -> tuple[date, date]:
    """Return the first and last day whose quotes count."""
    return day - timedelta(days=rule.days - 1), day


def share(own_fen: int, market: Market) -> int:
    """Return our price in whole percent of the market's, rounded down."""
    return own_fen * 100 // market.mean_fen


def is_below(own_fen: int, market: Market | None, rule: Rule, day: date) -> bool | None:
    """Tell whether we sell below the market; None: nothing can be said of it."""
    if market is None or market.quotes < rule.quotes_least:
        return None
    if (day - market.last_day).days > rule.age_most:
        return None
    return own_fen * 100 < rule.share_percent * market.mean_fen
