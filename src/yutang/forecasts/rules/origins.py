"""From which weeks a good is forecast again to see how good that was; what is enough."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from yutang.forecasts.rules.weekly import Series, weeks_between

YEAR: Final = 52
_STALE_WEEKS: Final = 4
WhyNone = Literal["", "few_weeks", "short", "stale", "still", "few_origins"]
WORDS: Final[dict[str, str]] = {
    "few_weeks": "quoted in too few weeks",
    "short": "the time from the first to the last quote is too short",
    "still": "the price never moved",
    "few_origins": "too few earlier weeks to forecast from",
    "stale": "not quoted lately",
}


@dataclass(frozen=True)
class Plan:
    """A rolling origin. All in weeks.

    `horizon` ahead; an origin each `step`, the latest `origins` of them; a good needs `known`
    weeks with a quote over at least `span`; an origin needs `behind` weeks before it, half of
    them quoted, and at least one quote among the weeks it forecasts.
    """

    horizon: int = 8
    step: int = 4
    origins: int = 24
    known: int = 60
    span: int = 100
    behind: int = 60
    least_origins: int = 3


def enough(series: Series, plan: Plan) -> WhyNone:
    """Tell why this series is not among the common goods; empty: it is."""
    if series.known < plan.known:
        return "few_weeks"
    if len(series) < plan.span:
        return "short"
    return "" if len({v for v in series.values if v is not None}) > 1 else "still"


def may_begin(series: Series, at: int, plan: Plan) -> bool:
    """Tell whether week `at` may be an origin: by it and earlier weeks only."""
    if not plan.behind <= at < len(series) or series.values[at] is None:
        return False
    past = series.until(at)
    moved = len({value for value in past.values if value is not None}) > 1
    return moved and 2 * past.known >= plan.behind


def origins_of(series: Series, plan: Plan, offset: int) -> list[int]:
    """Return the origins of a series, the earliest first.

    `offset`: weeks from the first week of all series to this one's; origins of all goods are in
    the same weeks, `step` apart.
    """
    last = len(series) - 1 - plan.horizon
    found = [
        at
        for at in range(plan.behind, last + 1)
        if (at + offset) % plan.step == 0
        and may_begin(series, at, plan)
        and any(v is not None for v in series.values[at + 1 : at + 1 + plan.horizon])
    ]
    return found[-plan.origins :]


def fresh(series: Series, plan: Plan, last_week: date, least: int) -> WhyNone:
    """Tell why no forecast is made of a series now; empty: there is enough.

    It needs `plan.behind` weeks from first to last, `least` of them known, and a value in the
    last four.
    """
    if len(series) < plan.behind + plan.horizon:
        return "short"
    if series.known < least:
        return "few_weeks"
    if weeks_between(series.monday(len(series) - 1), last_week) > _STALE_WEEKS:
        return "stale"
    return "" if len({v for v in series.values if v is not None}) > 1 else "still"
