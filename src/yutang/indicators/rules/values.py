"""What an indicator came to, for one place and period, and how well it is known."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from yutang.indicators.rules.periods import Period
from yutang.kernel.counts import Persons, PersonTimes
from yutang.kernel.told import Told

NO_DIVISOR: Final = Told("除数为零，算不出比例", "nothing to divide by, so there is no ratio")
NO_ROWS: Final = Told("还没有任何一行", "there are no rows yet")
NO_PART: Final = Told(
    "组成它的一个数还没有", "one of the two numbers it is made of is not there yet"
)
FEW: Final = Told("少于 10 人", "fewer than 10 persons")
CUT: Final = Told(
    "人数公开时只按整年（买家、观众还按已过完的整月）",
    "of persons only whole years are told in public (of buyers and viewers whole months too)",
)
BESIDE: Final = Told(
    "旁边有不到 10 人的，相减就能推出来，所以这个也不公开",
    "not shown: subtracted, it would tell a number of fewer than 10 persons beside it",
)

Reporters = Literal["villages", "counties"]


@dataclass(frozen=True)
class Value:
    """A number with what it rests on.

    `rows`: how many rows it is made of. `persons`: how many different persons they speak of, where
    that decides whether the public sees it. `reported` of `of`: villages (or counties) of the
    place with at least one row of the fact in the period, or that said there is nothing to
    report. `recorded`: the platform itself recorded the rows, so that none is missing because
    somebody did not report. `through`: the facts are complete up to this day.
    """

    name: str
    place: str
    period: Period
    number: Decimal | None
    why_none: Told | None = None
    rows: int = 0
    persons: int | None = None
    reported: int = 0
    of: int = 0
    reporters: Reporters = "villages"
    recorded: bool = True
    through: date | None = None
    manifest: int | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_hidden: bool = False

    @property
    def count(self) -> Persons | None:
        """The persons behind it, as a count that cannot be added to person-times."""
        return None if self.persons is None else Persons(self.persons)

    @property
    def is_few(self) -> bool:
        """Whether so few persons are behind it that the public does not see it."""
        return self.count is not None and self.count.is_small


def typed(counts: str, number: Decimal) -> Persons | PersonTimes | Decimal:
    """Return the number as what it counts: persons and person-times are never added."""
    if counts == "persons":
        return Persons(int(number))
    if counts == "person_times":
        return PersonTimes(int(number))
    return number


def divided(value: Value, top: Value, bottom: Value, times: int) -> Value:
    """Return the ratio of two values; why there is none where nothing divides."""
    few = [part.persons for part in (top, bottom) if part.is_few and part.persons]
    known = [part.persons for part in (top, bottom) if part.persons is not None]
    found = replace(
        value,
        rows=top.rows + bottom.rows,
        persons=min(few) if few else max(known, default=None),
        numerator=top.number,
        denominator=bottom.number,
        reported=bottom.reported,
        of=bottom.of,
        reporters=bottom.reporters,
        recorded=bottom.recorded and top.recorded,
    )
    if not bottom.number:
        return replace(found, number=None, why_none=NO_DIVISOR)
    if top.number is None:
        return replace(found, number=None, why_none=NO_PART)
    return replace(found, number=top.number * times / bottom.number)


def for_public(value: Value) -> Value:
    """Return the value as everybody may see it: of fewer than ten persons nothing is told."""
    return hidden(value, FEW) if value.is_few else value


def hidden(value: Value, why: Told) -> Value:
    """Return the value without anything that would tell its number."""
    return replace(
        value,
        number=None,
        why_none=why,
        persons=None,
        rows=0,
        numerator=None,
        denominator=None,
        is_hidden=True,
    )
