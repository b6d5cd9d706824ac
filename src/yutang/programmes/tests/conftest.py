"""A county's fund with a donation, and a programme that it pays for: made through real actions."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from tests.cast import COUNTY

from yutang.kernel.clock import today
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.programmes import actions
from yutang.programmes.actions import BillFacts, DonationFacts, DonorFacts, ProgrammeFacts
from yutang.programmes.models import Donation, Fund, Grant, Programme

PDF = b"%PDF-1.4 invoice"
AIM = "让一百户人家学会直播，把板栗卖到城里去。"
Given = Callable[..., Donation]
Granted = Callable[..., Grant]


@pytest.fixture
def second_clerk(db: None) -> Person:
    """The other clerk of the county: two have to agree."""
    person = people.enrol("13800000043", "宽城干事二")
    people.give_grant(person, "clerk", COUNTY, by=None)
    return person


def programme_of(by: Person, scheme: str = "") -> Programme:
    """Begin a programme of 130827 that runs this year."""
    year = today().year
    facts = ProgrammeFacts(
        "村播一期（测试）",
        "ecommerce",
        COUNTY,
        AIM,
        date(year, 1, 1),
        date(year, 12, 31),
        "village-hosts",
        scheme,
    )
    return actions.start(facts, by, key=uuid4())


def fund_of(by: Person, scheme: str = "") -> Fund:
    """Open a fund of 130827."""
    return actions.open_fund(
        "电商基金（测试）", "ecommerce", COUNTY, AIM, by, key=uuid4(), scheme=scheme
    )


@pytest.fixture
def programme(clerk: Person) -> Programme:
    """A programme without money."""
    return programme_of(clerk)


@pytest.fixture
def fund(clerk: Person) -> Fund:
    """A fund without money."""
    return fund_of(clerk)


@pytest.fixture
def given(clerk: Person, second_clerk: Person) -> Given:
    """Return a function: a donation to a fund, confirmed."""

    def made(fund: Fund, amount_fen: int, name: str = "某公司", mobile: str = "") -> Donation:
        facts = DonorFacts("organisation", name, name, mobile=mobile)
        donor = actions.write_donor(fund.pk, facts, clerk)
        said = DonationFacts(amount_fen, today(), f"R{uuid4().hex[:12]}")
        noted = actions.note_donation(fund.pk, donor.pk, said, clerk, key=uuid4())
        return actions.decide_donation(noted.pk, second_clerk, confirms=True)

    return made


@pytest.fixture
def granted(clerk: Person, second_clerk: Person) -> Granted:
    """Return a function: a grant, confirmed; or money that goes back."""

    def made(fund: Fund, to: Programme, amount_fen: int, *, is_back: bool = False) -> Grant:
        asked = actions.ask_grant(
            fund.pk, to.pk, amount_fen, "第一批资金", clerk, key=uuid4(), is_back=is_back
        )
        return actions.decide_grant(asked.pk, second_clerk, confirms=True)

    return made


@pytest.fixture
def rich(
    programme: Programme, fund: Fund, given: Given, granted: Granted, clerk: Person
) -> Programme:
    """1,000 yuan planned for training and for upstream, 600 of 900 given have arrived."""
    given(fund, 900_00)
    granted(fund, programme, 600_00)
    actions.plan(programme.pk, "training", 500_00, clerk)
    actions.plan(programme.pk, "upstream", 500_00, clerk)
    return programme


def spend(programme: Programme, fen: int, key: str, purpose: str = "training", to: int = 1) -> int:
    """Spend on a payee, as another room would."""
    return actions.spend(
        programme.pk,
        fen,
        purpose=purpose,  # type: ignore[arg-type]
        owner=f"payee:{to}",
        cause="test",
        key=key,
        about="误工补助",
    )


def bill_facts(fen: int = 100_00, number: str = "FP-0001") -> BillFacts:
    """Return a bill for a training's hall."""
    return BillFacts("training", fen, "县职教中心", number, "十月培训场地和电费")
