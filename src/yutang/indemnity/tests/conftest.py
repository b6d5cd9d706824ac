"""Insured people of one village, a programme with money, a photo, and a case in any state."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from tests.cast import COUNTY, VILLAGE

if TYPE_CHECKING:
    from yutang.indemnity.models import Case
    from yutang.people.access import Person
    from yutang.programmes.access import Programme
    from yutang.roster.access import Member

INSURED = 12
CAP_YUAN = 5_000
RULE = """
kind = "health"
valid_from = 2018-01-01
premium_yuan = 30
cap_year_yuan = 5000
scope = { zh = "县", en = "counties" }
source = { zh = "测试", en = "a test" }
unverified = { zh = "按一例推算", en = "after one case" }

[eligibility]
who = "registered"
age_from = 18
age_to = 60

[[events]]
name = "hospital"
title = { zh = "住院", en = "Hospital stay" }
documents = ["identity", "bill", "settlement"]
tiers = [{ above_yuan = 0, percent = 25 }, { above_yuan = 1500, percent = 30 }]
"""
"""The shipped rule with a cap a year. DOMAIN §5: own cost 9,932.00 → 2,904.60."""
PAID_FEN = 290_460

FileCase = Callable[..., "Case"]
Agree = Callable[..., "Case"]


@pytest.fixture
def sound(db: None) -> Iterator[None]:
    """Whatever a test did, what must always hold of cases and ledger holds after it."""
    yield
    from django.db import connection

    from yutang.plumbing import statements

    for path in sorted((Path(__file__).parents[1] / "sql").glob("verify_*.sql")):
        with connection.cursor() as cursor:
            cursor.execute(statements.load("indemnity", path.stem))
            assert cursor.fetchall() == [], path.stem


@pytest.fixture
def second_clerk(db: None) -> "Person":
    """The other clerk of the county."""
    from yutang.people import actions as people

    person = people.enrol("13800000044", "宽城另一位")
    people.give_grant(person, "clerk", COUNTY, by=None)
    return person


@pytest.fixture
def programme(clerk: "Person", second_clerk: "Person") -> "Programme":
    """A health programme with 200,000 yuan, planned for premiums and benefits."""
    from yutang.kernel.clock import today
    from yutang.programmes import actions as programmes
    from yutang.programmes.actions import ProgrammeFacts, giving, granting

    day, fen = today(), 20_000_000
    facts = ProgrammeFacts(
        name="顶梁柱（测试）",
        direction="health",
        place_code=COUNTY,
        aim="为建档立卡户投保补充医疗保险。",
        starts_on=date(day.year - 1, 1, 1),
        ends_on=date(day.year + 1, 12, 31),
    )
    made = programmes.start(facts, clerk, key=uuid4())
    fund = giving.open_fund(
        "健康基金", "health", COUNTY, "为看病花钱的人家出一部分。", clerk, key=uuid4()
    )
    donor = giving.write_donor(fund.pk, giving.DonorFacts("organisation", "某公司"), clerk)
    given = giving.DonationFacts(fen, day, f"R{uuid4().hex[:12]}")
    donation = giving.note_donation(fund.pk, donor.pk, given, clerk, key=uuid4())
    giving.decide_donation(donation.pk, second_clerk, confirms=True)
    grant = granting.ask_grant(fund.pk, made.pk, fen, "保费和赔付", clerk, key=uuid4())
    granting.decide_grant(grant.pk, second_clerk, confirms=True)
    programmes.plan(made.pk, "premium", 1_000_000, clerk)
    programmes.plan(made.pk, "benefit", fen - 1_000_000, clerk)
    return made


@pytest.fixture
def insured(programme: "Programme", clerk: "Person") -> list["Member"]:
    """Twelve people of the village, enrolled by a register for the year around today."""
    from yutang.insurance import actions, inventing
    from yutang.insurance.actions import PlanFacts
    from yutang.insurance.actions.uploading import RegisterFile
    from yutang.insurance.models import Enrolment
    from yutang.kernel.clock import today
    from yutang.roster.access import Member

    facts = PlanFacts(
        key=uuid4(), programme_id=programme.pk, kind="health", name="顶梁柱", name_en="Pillars",
        insurer="某保险公司",
    )  # fmt: skip
    plan = actions.add_plan(facts, clerk)
    actions.publish(plan.pk, RULE, clerk)
    first = today() - timedelta(days=200)
    policy = actions.begin_period(plan.pk, COUNTY, first, first + timedelta(days=364), clerk)
    drawn = inventing.Invented(rows=INSURED, villages=(VILLAGE,), first_day=first, dirt={})
    data = inventing.as_csv(inventing.rows(drawn), "utf-8-sig")
    file = RegisterFile(key=uuid4(), name="名册.csv", data=data, has_consents=True)
    roll = actions.upload(policy.pk, file, clerk)
    actions.read(roll.pk)
    actions.confirm(roll.pk, clerk)
    actions.enrol(roll.pk)
    ids = Enrolment.objects.filter(policy=policy).order_by("row").values_list("member_id")
    return list(Member.objects.filter(pk__in=ids).order_by("pk"))


@pytest.fixture
def patient(insured: list["Member"]) -> "Member":
    return insured[0]


@pytest.fixture
def photo() -> bytes:
    """A small photo of a bill."""
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "JPEG")
    return made.getvalue()


def filing(**more: Any) -> Any:
    """Return what the doctor says of the case of DOMAIN §5."""
    from yutang.indemnity.rules.filing import Figures, Filing
    from yutang.kernel.clock import today

    day = today()
    said: dict[str, Any] = {
        "event": "hospital",
        "happened_on": day - timedelta(days=30),
        "ended_on": day - timedelta(days=12),
        "figures": Figures(16_493_200, 15_500_000),
        "hospital": "县人民医院",
        "diagnosis": "股骨骨折",
        "has_consent": True,
        **more,
    }
    return Filing(**said)


@pytest.fixture
def file_case(doctor: "Person", patient: "Member", photo: bytes) -> FileCase:
    """Return a function that files a case with all its papers: ``file_case(member, **said)``."""
    from yutang.indemnity import actions

    def made(member: Any = None, *, at: Any = None, **said: Any) -> "Case":
        codes = ("identity", "bill", "settlement")
        photos = [(code, photo + code.encode()) for code in codes]
        return actions.file(member or patient, filing(**said), photos, doctor, uuid4(), at=at)

    return made


@pytest.fixture
def agree(
    file_case: FileCase, doctor: "Person", assessor: "Person", second_assessor: "Person"
) -> Agree:
    """Return a function that files a case to which both assessors say the same, with an account."""
    from yutang.indemnity import actions
    from yutang.indemnity.models import Case
    from yutang.indemnity.rules.filing import Figures
    from yutang.payouts import actions as payouts
    from yutang.payouts import queries
    from yutang.payouts.rules.accounts import AccountFacts
    from yutang.shares import actions as shares

    def made(member: Any = None, *, at: Any = None, outcome: str = "pay", **said: Any) -> "Case":
        case = file_case(member, at=at, **said)
        figures = Figures(case.total_fen, case.public_paid_fen, case.others_paid_fen)
        codes = () if outcome == "pay" else ("papers_doubtful",)
        for by in (assessor, second_assessor):
            actions.assess(case.pk, by, outcome, figures, codes=codes, is_no_relative=True, at=at)
        payee = shares.payee_of_member(case.member)
        if queries.account_in_use(payee.pk) is None:
            book = AccountFacts("王秀英", "农村信用社", "10200012345678", "passbook")
            payouts.set_first_account(payee.pk, book, doctor, "存折复印件")
        return Case.objects.get(pk=case.pk)

    return made


@pytest.fixture
def pay(clerk: "Person", second_clerk: "Person") -> Callable[..., None]:
    """Return a function that pays what is owed in the county: a run, the bank's answer, a look."""
    from yutang.indemnity import actions
    from yutang.payouts import actions as payouts
    from yutang.payouts import queries

    def made(said: str = "成功") -> None:
        payouts.first_profiles()
        profile = next(each for each in queries.profiles() if each.encoding == "gb18030")
        run = payouts.make_run(COUNTY, profile.pk, 1, clerk)
        payouts.approve(run.pk, second_clerk)
        payouts.mark_sent(run.pk, second_clerk)
        lines = "\n".join(
            f"{each.reference},{each.amount_fen / 100:.2f},10200012345678,{said},,B{each.pk}"
            for each in run.payouts.all()
        )
        head = "业务编号,金额（元）,收款账号,处理结果,失败原因,银行流水号\n"
        data = (head + lines).encode("gb18030")
        payouts.confirm(payouts.take_in(run.pk, data, "回盘.csv", clerk).pk, clerk)
        actions.follow()

    return made


@pytest.fixture
def paid(
    agree: Agree, pay: Callable[..., None], clerk: "Person", insured: list["Member"]
) -> Callable[[int], list["Case"]]:
    """Return a function that pays a case of so many people."""
    from yutang.indemnity import actions
    from yutang.indemnity.models import Case

    def made(people: int) -> list["Case"]:
        cases = [agree(member) for member in insured[:people]]
        for each in cases:
            actions.approve(each.pk, clerk)
        pay()
        return list(Case.objects.filter(pk__in=[each.pk for each in cases]).order_by("pk"))

    return made
