"""An offer on the board, and somebody who looks for work."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.cast import COUNTY, VILLAGE

from yutang.kernel.clock import today
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.placement import actions
from yutang.placement.access import Application, Offer
from yutang.placement.rules.offers import OfferFacts
from yutang.roster import actions as roster
from yutang.roster.access import Member
from yutang.roster.rules import Agreed, Entry

BORN = date(1990, 5, 1)


def facts(**changes: object) -> OfferFacts:
    """Return an offer of two packers, 120 to 150 yuan a day."""
    said = OfferFacts(
        kind="packing",
        title="打包员",
        about="发板栗的季节，每天分拣、装箱八小时。",
        place_code=VILLAGE,
        wanted=2,
        pay_basis="day",
        pay_from_fen=12_000,
        pay_to_fen=15_000,
        share_percent=0,
        housing=False,
        age_least=18,
        until=today() + timedelta(days=20),
        contact="张会计 13800001111",
    )
    return said._replace(**changes)  # type: ignore[arg-type]


def offered(by: Person, check: Person, **changes: object) -> Offer:
    """Return an offer on the board."""
    made = actions.write_new(facts(**changes), "板栗合作社", by, key=uuid4())
    actions.send(made.pk, by)
    return actions.check(made.pk, "public", "", check)


def asked(offer: Offer, member: Member, by: Person) -> Application:
    """Return the member's application."""
    return actions.apply(
        offer.pk, member, by, words="打过两季包", mobile="13800000001", shows_diplomas=True,
        key=uuid4(), agreed=None,
    )  # fmt: skip


def looking(name: str, clerk: Person, birth_on: date | None = BORN) -> Member:
    """Return somebody of the village who agreed to be named to employers."""
    member = roster.enter(Entry(name, VILLAGE, "f", birth_on), clerk, purpose="placement")
    roster.consent(member, "placement", clerk, Agreed(guardian="李大叔"))
    return member


@pytest.fixture
def colleague(db: None) -> Person:
    """The other clerk of the county: who writes an offer does not check it."""
    person = people.enrol("13800000061", "县里的老陈")
    people.give_grant(person, "clerk", COUNTY, by=None)
    return person


@pytest.fixture
def offer(clerk: Person, colleague: Person) -> Offer:
    """Two packers, on the board."""
    return offered(clerk, colleague)
