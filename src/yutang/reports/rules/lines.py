"""The lines of a card: what an indicator came to, and how that stands beside what was promised."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

from yutang.promises.rules import Span, Terms, standing

Status = Literal["kept", "on_course", "behind", "no_promise", "not_known"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
WhyNone = Literal["few", "beside", "no_rows", "no_divisor", "no_part", "not_known"]
TREND_YEARS: Final = 5
_STANDS: Final[dict[str, Status]] = {
    "kept": "kept",
    "on_course": "on_course",
    "late": "behind",
    "overdue": "behind",
}


@dataclass(frozen=True)
class Line:
    """One indicator on a card, as anybody may see it: a number, or why there is none.

    `reporters`: villages or counties, of which `reported` of `of_places` did; empty where the
    platform itself recorded the rows. `trend`: five years, this one last. What was promised is a
    promise with a due date, or a threshold of a rule.
    """

    indicator: str
    number: Decimal | None
    why_none: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    rows: int = 0
    reported: int | None = None
    of_places: int | None = None
    reporters: str = ""
    through: date | None = None
    trend: tuple[Decimal | None, ...] = ()
    promise_id: int | None = None
    threshold: str = ""
    promised: Decimal | None = None
    due_on: date | None = None
    status: Status = "no_promise"

    @property
    def before(self) -> Decimal | None:
        """Last year's number."""
        return self.trend[-2] if len(self.trend) > 1 else None

    @property
    def change_percent(self) -> int | None:
        """By how many percent it is more than last year; None where that says nothing."""
        if self.number is None or not self.before:
            return None
        return int(((self.number - self.before) * 100 / abs(self.before)).to_integral_value())


@dataclass(frozen=True)
class Pledge:
    """A promise of the place, for one indicator."""

    promise_id: int
    terms: Terms
    span: Span
    tolerance_percent: int


@dataclass(frozen=True)
class Held:
    """A threshold that an indicator is held against."""

    name: str
    value: Decimal
    at_most: bool


def pledge_of(pledges: list[Pledge], year: int) -> Pledge | None:
    """Return the promise that a year is held against: of those that run in it, the one due first.

    One that was due before counts on, when no other runs: it was promised, after all.
    """
    begun = [each for each in pledges if each.terms.baseline_on.year <= year]
    running = [each for each in begun if each.terms.due_on.year >= year]
    if running:
        return min(running, key=lambda each: (each.terms.due_on, each.promise_id))
    return max(begun, key=lambda each: (each.terms.due_on, each.promise_id), default=None)


def first_year(pledges: list[Pledge], year: int) -> int:
    """Return the first year whose numbers a card of `year` needs."""
    found = pledge_of(pledges, year)
    needed = [year - TREND_YEARS + 1]
    if found is not None and found.span == "added":
        needed.append(found.terms.baseline_on.year)
    return min(needed)


def with_pledge(
    line: Line, pledge: Pledge, by_year: Mapping[int, Decimal | None], year: int, today: date
) -> Line:
    """Return the line held against a promise, as it stood at the end of the year, or stands today.

    `by_year`: the indicator's numbers, at least those of `first_year` to `year`. A number that
    nobody knows, or nobody may see, is judged as not known, never as nothing done.
    """
    day = min(date(year, 12, 31), today)
    value = line.number
    if pledge.span == "added" and value is not None:
        since = range(pledge.terms.baseline_on.year, year + 1)
        value = sum((by_year.get(each) or Decimal(0) for each in since), Decimal(0))
    status: Status = "not_known"
    if value is not None:
        found = standing(pledge.terms, value, day, pledge.tolerance_percent)
        status = _STANDS[found.status]
    return replace(
        line,
        promise_id=pledge.promise_id,
        promised=pledge.terms.target,
        due_on=pledge.terms.due_on,
        status=status,
    )


def with_threshold(line: Line, held: Held) -> Line:
    """Return the line held against a rule."""
    status: Status = "not_known"
    if line.number is not None:
        meets = line.number <= held.value if held.at_most else line.number >= held.value
        status = "kept" if meets else "behind"
    return replace(line, threshold=held.name, promised=held.value, status=status)


def without(line: Line) -> Line:
    """Return the line of an indicator that nobody promised anything about."""
    return replace(line, status="not_known" if line.number is None else "no_promise")
