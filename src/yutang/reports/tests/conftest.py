"""A county with facts of 2024 and 2025: orders of its goods, insured persons of its villages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.cast import COUNTY, VILLAGE

if TYPE_CHECKING:
    from yutang.people.models import Person

YEAR = 2025
OTHER_VILLAGE = "130827100202"
SEVEN, TWELVE = 7, 12


@dataclass
class Offices:
    """Who hands in, and who approves."""

    clerk: "Person"
    city: "Person"
    province: "Person"


@pytest.fixture
def offices(clerk: "Person") -> Offices:
    from yutang.people import actions

    def officer(mobile: str, name: str, place: str) -> "Person":
        person = actions.enrol(mobile, name)
        actions.give_grant(person, "officer", place, by=None)
        return person

    return Offices(
        clerk,
        officer("13800000061", "承德审核员", "1308"),
        officer("13800000062", "河北审核员", "13"),
    )


@pytest.fixture
def facts(land: None) -> None:
    """Sixty orders in two years; seven insured in one village, twelve in the other."""
    from tests.published import published

    published("order_line", [_order(number) for number in range(60)])
    published(
        "insured",
        [_insured(number, VILLAGE) for number in range(SEVEN)]
        + [_insured(100 + number, OTHER_VILLAGE) for number in range(TWELVE)],
    )


def _order(number: int) -> dict[str, object]:
    year = YEAR - 1 if number < 20 else YEAR
    return {
        "key": f"o{number}",
        "on": date(year, 1 + number % 12, 1 + number % 28),
        "place": VILLAGE if number % 3 else OTHER_VILLAGE,
        "person": number % 15,
        "order": f"{1000 + number}",
        "good": "板栗",
        "platform": "yutang",
        "units": 1 + number % 4,
        "amount_fen": 2990 + number,
        "paid_fen": 2990 + number,
        "refunded_fen": 0,
        "net_fen": 2990 + number,
        "state": "received",
        "is_paid": True,
        "is_valid": True,
        "placed_on": date(year, 1 + number % 12, 1 + number % 28),
    }


def _insured(person: int, place: str) -> dict[str, object]:
    return {
        "key": f"p{person}",
        "on": date(YEAR, 3, 1 + person % 20),
        "place": place,
        "person": person,
        "premium_fen": 3000,
    }


Locked = Callable[[], int]


@pytest.fixture
def locked(facts: None, offices: Offices) -> Locked:
    """Return a function that takes the county's card of the year all the way; gives the version."""
    from yutang.reports import actions

    def lock() -> int:
        given = actions.hand_in(COUNTY, YEAR, offices.clerk)
        for who in (offices.city, offices.province):
            actions.decide(given.version_id, given.number, "pass", "", who)
        return given.version.number

    return lock
