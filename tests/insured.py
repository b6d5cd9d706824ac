"""A county of insured people, made through real actions; for indemnity's tests and a journey."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.cast import COUNTY, VILLAGE

if TYPE_CHECKING:
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


def funded(clerk: "Person", second_clerk: "Person", fen: int = 20_000_000) -> "Programme":
    """Return a health programme with money that two clerks confirmed, for premiums and benefits."""
    from yutang.kernel.clock import today
    from yutang.programmes import actions as programmes
    from yutang.programmes.actions import ProgrammeFacts, giving, granting

    day = today()
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


def enrolled(programme: "Programme", clerk: "Person", people: int = INSURED) -> list["Member"]:
    """Enrol so many invented people of the village by a register, for the year around today."""
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
    drawn = inventing.Invented(rows=people, villages=(VILLAGE,), first_day=first, dirt={}, seed=91)
    data = inventing.as_csv(inventing.rows(drawn), "utf-8-sig")
    file = RegisterFile(key=uuid4(), name="名册.csv", data=data, has_consents=True)
    roll = actions.upload(policy.pk, file, clerk)
    actions.read(roll.pk)
    actions.confirm(roll.pk, clerk)
    actions.enrol(roll.pk)
    ids = Enrolment.objects.filter(policy=policy).order_by("row").values_list("member_id")
    return list(Member.objects.filter(pk__in=ids).order_by("pk"))


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
