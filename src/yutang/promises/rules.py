"""How a promise stands: pure.

From the day of its baseline to the day it is due, a promise is expected to move on in a straight
line. It is

* kept, when its value has reached the target;
* overdue, when the due date has passed and it has not;
* late, when what was gained since the baseline is less than the line says, by more than the
  tolerance (a share of what the line says, versioned data);
* on course otherwise, also where the period has not begun.

A value that is not known counts as the baseline: nobody is on course by silence. Who is late or
overdue needs a decision; a decision past its own date asks for the next one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple, get_args

from yutang.kernel.counts import Counts, Persons, PersonTimes, person_times, persons
from yutang.promises.errors import BadPromise, PersonsAddUp

Status = Literal["kept", "on_course", "late", "overdue"]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
BEHIND: Final = frozenset({"late", "overdue"})
Span = Literal["latest", "added"]
"""How the years of a figure come to one value: the latest year's, or all years added."""
NEVER_ADDED: Final = frozenset({"persons"})
"""What no years of may be added: the same person may be in two."""


@dataclass(frozen=True)
class Terms:
    """What was promised."""

    baseline: Decimal
    baseline_on: date
    target: Decimal
    due_on: date


class Standing(NamedTuple):
    """How a promise stands on a day; `value` None where it is not known."""

    status: Status
    value: Decimal | None
    expected: Decimal
    percent: int
    """Of the way from baseline to target, 0 to 100; whole, rounded down."""
    on: date


def check_terms(terms: Terms, signed_on: date) -> Terms:
    """Return the terms; raises `BadPromise`."""
    if terms.target <= terms.baseline or terms.baseline < 0:
        raise BadPromise
    if terms.due_on <= terms.baseline_on or terms.due_on < signed_on:
        raise BadPromise
    return terms


def check_span(span: Span, counts: Counts) -> Span:
    """Return the span; raises `PersonsAddUp`."""
    if span == "added" and counts in NEVER_ADDED:
        raise PersonsAddUp
    return span


def expected(terms: Terms, on: date) -> Decimal:
    """Return what the straight line says for a day."""
    whole = (terms.due_on - terms.baseline_on).days
    gone = min(max((on - terms.baseline_on).days, 0), whole)
    return terms.baseline + (terms.target - terms.baseline) * gone / whole


def standing(terms: Terms, value: Decimal | None, on: date, tolerance_percent: int) -> Standing:
    """Return how a promise stands on a day; see above."""
    line = expected(terms, on)
    known = terms.baseline if value is None else value
    gained, due = known - terms.baseline, line - terms.baseline
    way = terms.target - terms.baseline
    percent = int(min(max(gained * 100 / way, Decimal(0)), Decimal(100)))
    status: Status
    if known >= terms.target:
        status = "kept"
    elif on > terms.due_on:
        status = "overdue"
    elif gained * 100 < due * (100 - tolerance_percent):
        status = "late"
    else:
        status = "on_course"
    return Standing(status, value, line, percent, on)


def needs_decision(status: Status, decided_until: date | None, on: date) -> bool:
    """Tell whether somebody has to decide: behind, and no decision runs on this day."""
    return status in BEHIND and (decided_until is None or decided_until < on)


def together(values: Iterable[Decimal], counts: Counts) -> Decimal:
    """Return values of one figure together, as what they count: never persons and person-times.

    Persons of places that do not overlap are different persons.
    """
    listed = list(values)
    if counts == "persons":
        return Decimal(persons(Persons(int(value)) for value in listed).number)
    if counts == "person_times":
        return Decimal(person_times(PersonTimes(int(value)) for value in listed).number)
    return sum(listed, Decimal(0))


def disjoint(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the places without those that lie in another of them; none is the whole country."""
    kept: list[str] = []
    for code in sorted(set(codes), key=lambda each: (len(each), each)):
        if not any(code.startswith(above) for above in kept):
            kept.append(code)
    return tuple(kept)
