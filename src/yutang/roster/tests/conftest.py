"""Persons on the roster, made through real actions. Their ID numbers begin with 99, which no
place does."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.cast import VILLAGE

if TYPE_CHECKING:
    from yutang.people.models import Person
    from yutang.roster.models import Member

Made = Callable[..., "Member"]


def id_number(birth_on: date, serial: int) -> str:
    """Return an ID number that nobody has; an odd serial is a man's."""
    from yutang.roster.rules.persons import check_sign

    first = f"990101{birth_on:%Y%m%d}{serial:03d}"
    return first + check_sign(first)


@pytest.fixture
def made(clerk: "Person") -> Made:
    """Return a function that enters a person of the village, with a consent to everything."""
    from yutang.roster import actions
    from yutang.roster.actions import Agreed, Entry
    from yutang.roster.rules import PURPOSES

    def make(
        name: str = "王秀英", birth_on: date = date(1980, 5, 1), serial: int = 2, **said: Any
    ) -> "Member":
        guardian = Agreed(guardian="王大山", relation="父亲")
        entry = Entry(name, VILLAGE, id_number=id_number(birth_on, serial), **said)
        member = actions.enter(entry, clerk, purpose="training", agreed=guardian)
        for purpose in PURPOSES:
            actions.consent(member, purpose.name, clerk, guardian)
        return member

    return make
