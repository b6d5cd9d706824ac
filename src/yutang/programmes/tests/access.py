"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any
from uuid import uuid4

# A second clerk has noted a donation, what goes back of another, a grant and a bill: the county's
# clerk of the cast decides. Who gave is the buyer.
TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
programmes:programmes          GET    200  200  200  200  200  200  200  200  200  200  200
programmes:start               GET    401  404  404  404  404  404  404  200  200  404  200
programmes:start               POST   401  404  404  404  404  404  404  422  422  404  422
programmes:waiting             GET    401  404  404  404  404  404  404  200  200  404  200
programmes:giving              GET    401  200  200  200  200  200  200  200  200  200  200
programmes:rules               GET    200  200  200  200  200  200  200  200  200  200  200
programmes:rule-new            GET    401  404  404  404  404  404  404  404  404  404  200
programmes:rule-new            POST   401  404  404  404  404  404  404  404  404  404  422
programmes:funds               GET    200  200  200  200  200  200  200  200  200  200  200
programmes:fund-new            GET    401  404  404  404  404  404  404  200  200  404  200
programmes:fund-new            POST   401  404  404  404  404  404  404  422  422  404  422
programmes:fund                GET    200  200  200  200  200  200  200  200  200  200  200
programmes:fund-file           GET    200  200  200  200  200  200  200  200  200  200  200
programmes:donations           GET    401  404  404  404  404  404  404  200  404  404  200
programmes:donation-new        GET    401  404  404  404  404  404  404  200  404  404  200
programmes:donation-new        POST   401  404  404  404  404  404  404  422  404  404  422
programmes:donation            GET    401  404  200  404  404  404  404  200  404  404  200
programmes:donation-decide     POST   401  404  404  404  404  404  404  302  404  404  302
programmes:give-back           POST   401  404  404  404  404  404  404  422  404  404  422
programmes:donor               POST   401  404  404  404  404  404  404  200  404  404  200
programmes:given-back-decide   POST   401  404  404  404  404  404  404  302  404  404  302
programmes:grant-decide        POST   401  404  404  404  404  404  404  302  404  404  302
programmes:bill                GET    401  404  404  404  404  404  404  200  404  404  200
programmes:bill-decide         POST   401  404  404  404  404  404  404  302  404  404  302
programmes:bill-paid           POST   401  404  404  404  404  404  404  422  404  404  422
programmes:bill-paper          GET    401  404  404  404  404  404  404  200  404  404  200
programmes:programme           GET    200  200  200  200  200  200  200  200  200  200  200
programmes:disclosure          GET    200  200  200  200  200  200  200  200  200  200  200
programmes:programme-file      GET    200  200  200  200  200  200  200  200  200  200  200
programmes:work                GET    401  404  404  404  404  404  404  200  404  404  200
programmes:plan                GET    401  404  404  404  404  404  404  200  404  404  200
programmes:plan                POST   401  404  404  404  404  404  404  422  404  404  422
programmes:grant-new           GET    401  404  404  404  404  404  404  200  404  404  200
programmes:grant-new           POST   401  404  404  404  404  404  404  422  404  404  422
programmes:bill-new            GET    401  404  404  404  404  404  404  200  404  404  200
programmes:bill-new            POST   401  404  404  404  404  404  404  422  404  404  422
programmes:close               POST   401  404  404  404  404  404  404  302  404  404  302
"""
FORMS: dict[str, dict[str, str]] = {
    "programmes:donation-decide": {"decision": "confirm"},
    "programmes:given-back-decide": {"decision": "confirm"},
    "programmes:grant-decide": {"decision": "confirm"},
    "programmes:bill-decide": {"decision": "confirm"},
    "programmes:donor": {"reason": "核对回单"},
}


def rows(stage: Any) -> dict[str, Any]:
    """A fund with money, a programme with some of it; each sort of thing that waits."""
    from tests.cast import COUNTY

    from yutang.kernel.clock import today
    from yutang.people import actions as people
    from yutang.programmes import actions
    from yutang.programmes.actions import DonationFacts, DonorFacts
    from yutang.programmes.tests.conftest import PDF, bill_facts, fund_of, programme_of

    clerk = stage.cast["clerk"]
    second = people.enrol("13800000064", "宽城干事二")
    people.give_grant(second, "clerk", COUNTY, by=None)
    fund, programme = fund_of(second), programme_of(second)
    said = DonorFacts("organisation", "某公司", "某公司", mobile="13800000003")
    donor = actions.write_donor(fund.pk, said, second)

    def noted(number: str) -> int:
        facts = DonationFacts(500_00, today(), number)
        return actions.note_donation(fund.pk, donor.pk, facts, second, key=uuid4()).pk

    arrived, waiting = noted("R-000001"), noted("R-000002")
    actions.decide_donation(arrived, clerk, confirms=True)
    back = actions.ask_to_give_back(arrived, 1_00, "多转了一元", "R-000003", second, key=uuid4())
    made = [
        actions.ask_grant(fund.pk, programme.pk, 100_00, "第一批资金", second, key=uuid4())
        for _ in range(2)
    ]
    actions.decide_grant(made[0].pk, clerk, confirms=True)
    actions.plan(programme.pk, "training", 100_00, second)
    bill = actions.note_bill(
        programme.pk, bill_facts(50_00), [("发票.pdf", PDF)], second, key=uuid4()
    )
    return {
        "fund_id": fund.pk,
        "programme_id": programme.pk,
        "donation_id": waiting,
        "given_back_id": back.pk,
        "money_grant": made[1].pk,
        "bill_id": bill.pk,
        "bill_paper": bill.papers.get().pk,
    }
