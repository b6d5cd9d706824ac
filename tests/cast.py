"""The cast: people made through real actions, shared by all tests.

Two counties of Hebei: 130827 宽城 (Kuancheng) and 130623 涞水 (Laishui).

Imports of the project stand inside the fixtures: pytest reads this file before Django is set up.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from yutang.people.models import Person

COUNTY = "130827"
VILLAGE = "130827100201"
OTHER_COUNTY = "130623"

ClientOf = Callable[["Person"], "Client"]


def _enrolled(mobile: str, name: str, role: str = "", place_code: str = "") -> "Person":
    from yutang.people import actions

    person = actions.enrol(mobile, name)
    if role:
        actions.give_grant(person, role, place_code, by=None)
    return person


@pytest.fixture
def farmer(db: None) -> "Person":
    """A grower of one village of 130827."""
    return _enrolled("13800000001", "板栗王大娘", "producer", VILLAGE)


@pytest.fixture
def host(db: None) -> "Person":
    """Hosts sales of 130827."""
    return _enrolled("13800000002", "主播小宽", "host", COUNTY)


@pytest.fixture
def buyer(db: None) -> "Person":
    """Holds no role: everybody may buy."""
    return _enrolled("13800000003", "买家小李")


@pytest.fixture
def clerk(db: None) -> "Person":
    """The county clerk of 130827."""
    return _enrolled("13800000004", "宽城干事", "clerk", COUNTY)


@pytest.fixture
def teacher(db: None) -> "Person":
    """Teaches classes of 130827."""
    return _enrolled("13800000031", "孙老师", "teacher", COUNTY)


@pytest.fixture
def doctor(db: None) -> "Person":
    """The doctor of one village of 130827."""
    return _enrolled("13800000032", "村医老吴", "doctor", VILLAGE)


@pytest.fixture
def assessor(db: None) -> "Person":
    """Assesses insurance cases of 130827."""
    return _enrolled("13800000033", "理赔小钱", "assessor", COUNTY)


@pytest.fixture
def second_assessor(db: None) -> "Person":
    """The other one: two have to agree."""
    return _enrolled("13800000034", "理赔老冯", "assessor", COUNTY)


@pytest.fixture
def helper(db: None) -> "Person":
    """Helps people of one village of 130827 with forms."""
    return _enrolled("13800000035", "帮办小苗", "helper", VILLAGE)


@pytest.fixture
def officer(db: None) -> "Person":
    """A programme officer of the province."""
    return _enrolled("13800000005", "省里的同志", "officer", "13")


@pytest.fixture
def operator(db: None) -> "Person":
    """Runs the installation."""
    return _enrolled("13800000006", "平台运营", "operator")


@pytest.fixture
def stranger(db: None) -> "Person":
    """Has an account and no business here."""
    return _enrolled("13800000007", "路人")


@pytest.fixture
def other_clerk(db: None) -> "Person":
    """The county clerk of 130623, next door."""
    return _enrolled("13800000008", "涞水干事", "clerk", OTHER_COUNTY)


@pytest.fixture
def client_of() -> ClientOf:
    """Return a function that gives a browser in which the person is signed in."""

    def signed_in(person: "Person") -> "Client":
        from django.test import Client

        client = Client()
        client.force_login(person, backend="yutang.people.sessions.Door")
        return client

    return signed_in
