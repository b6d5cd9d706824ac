"""A programme with money, a plan with a rule, a policy period, and registers to enrol."""

from collections.abc import Callable
from datetime import date
from importlib import resources
from uuid import uuid4

import pytest
from tests.cast import COUNTY, VILLAGE

from yutang.insurance import actions, inventing
from yutang.insurance.actions import PlanFacts
from yutang.insurance.actions.uploading import RegisterFile
from yutang.insurance.models import Plan, Policy, Roll
from yutang.kernel.clock import today
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.programmes import actions as programmes
from yutang.programmes.access import Programme
from yutang.programmes.actions import ProgrammeFacts, giving, granting

FIRST, LAST = date(2026, 7, 1), date(2027, 6, 30)
OTHER_VILLAGE = "130827100202"
HEALTH = resources.files("yutang.insurance").joinpath("data", "health.toml").read_text("utf-8")
Funded = Callable[[int], Programme]
Uploaded = Callable[..., Roll]


def register(rows: int = 40, seed: int = 7, **more: object) -> inventing.Invented:
    """Return a register of the county's two villages, with much dirt."""
    dirt = dict.fromkeys(inventing.DIRT, 0.04)
    said = {"villages": (VILLAGE, OTHER_VILLAGE), "first_day": FIRST, "dirt": dirt, **more}
    return inventing.Invented(rows=rows, seed=seed, **said)  # type: ignore[arg-type]


@pytest.fixture
def second_clerk(db: None) -> Person:
    """The other clerk of the county, who confirms what the first noted."""
    person = people.enrol("13800000044", "宽城另一位")
    people.give_grant(person, "clerk", COUNTY, by=None)
    return person


@pytest.fixture
def funded(clerk: Person, second_clerk: Person) -> Funded:
    """Return a programme that got so many fen, all of them planned for premiums."""

    def made(amount_fen: int) -> Programme:
        day = today()
        facts = ProgrammeFacts(
            name="顶梁柱（测试）",
            direction="health",
            place_code=COUNTY,
            aim="为建档立卡户投保补充医疗保险。",
            starts_on=date(day.year, 1, 1),
            ends_on=date(day.year + 1, 12, 31),
        )
        programme = programmes.start(facts, clerk, key=uuid4())
        fund = giving.open_fund(
            "健康基金（测试）", "health", COUNTY, "为看病花钱的人家出一部分。", clerk, key=uuid4()
        )
        donor = giving.write_donor(fund.pk, giving.DonorFacts("organisation", "某公司"), clerk)
        given = giving.DonationFacts(amount_fen, day, f"R{uuid4().hex[:12]}")
        donation = giving.note_donation(fund.pk, donor.pk, given, clerk, key=uuid4())
        giving.decide_donation(donation.pk, second_clerk, confirms=True)
        grant = granting.ask_grant(
            fund.pk, programme.pk, amount_fen, "全年保费", clerk, key=uuid4()
        )
        granting.decide_grant(grant.pk, second_clerk, confirms=True)
        programmes.plan(programme.pk, "premium", amount_fen, clerk)
        return programme

    return made


@pytest.fixture
def plan(funded: Funded, clerk: Person) -> Plan:
    """A health plan with the shipped rule, and money for a thousand people."""
    return plan_of(funded(3_000_000), clerk)


def plan_of(programme: Programme, by: Person, text: str = HEALTH, kind: str = "health") -> Plan:
    """Begin a plan of the programme, and publish its rule."""
    facts = PlanFacts(
        key=uuid4(), programme_id=programme.pk, kind=kind, name="顶梁柱", name_en="Pillars",
        insurer="某保险公司",
    )  # fmt: skip
    made = actions.add_plan(facts, by)
    actions.publish(made.pk, text, by)
    return made


@pytest.fixture
def policy(plan: Plan, land: None, clerk: Person) -> Policy:
    """The county's policy period of this year."""
    return actions.begin_period(plan.pk, COUNTY, FIRST, LAST, clerk)


@pytest.fixture
def uploaded(policy: Policy, clerk: Person) -> Uploaded:
    """Return a register that was uploaded and read."""

    def made(data: bytes, of: Policy = policy, by: Person = clerk) -> Roll:
        return actions.read(upload(of, by, data).pk)

    return made


def upload(policy: Policy, by: Person, data: bytes) -> Roll:
    """Upload a register."""
    file = RegisterFile(key=uuid4(), name="参保名册.csv", data=data, has_consents=True)
    return actions.upload(policy.pk, file, by)


def csv_of(said: inventing.Invented, encoding: str = "utf-8-sig") -> bytes:
    """Return the register as a file."""
    return inventing.as_csv(inventing.rows(said), encoding)
