"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
insurance:plans                GET    200  200  200  200  200  200  200  200  200  200  200
insurance:plan                 GET    200  200  200  200  200  200  200  200  200  200  200
insurance:version              GET    200  200  200  200  200  200  200  200  200  200  200
insurance:template             GET    200  200  200  200  200  200  200  200  200  200  200
insurance:plan-new             GET    401  404  404  404  404  404  404  200  200  404  200
insurance:plan-new             POST   401  404  404  404  404  404  404  422  422  404  422
insurance:version-new          GET    401  404  404  404  404  404  404  200  404  404  200
insurance:version-new          POST   401  404  404  404  404  404  404  422  404  404  422
insurance:periods              GET    401  404  404  404  404  404  404  200  200  404  200
insurance:periods              POST   401  404  404  404  404  404  404  422  422  404  422
insurance:policy               GET    401  404  404  404  404  404  404  200  404  404  200
insurance:policy               POST   401  404  404  404  404  404  404  422  404  404  422
insurance:insured              GET    401  404  404  404  404  404  404  200  404  404  200
insurance:insured              POST   401  404  404  404  404  404  404  200  404  404  200
insurance:roll                 GET    401  404  404  404  404  404  404  200  404  404  200
insurance:roll                 POST   401  404  404  404  404  404  404  302  404  404  302
insurance:refused              GET    401  404  404  404  404  404  404  200  404  404  200
"""

FORMS: dict[str, dict[str, str]] = {"insurance:roll": {"do": "again"}}


def rows(stage: Any) -> dict[str, Any]:
    """A plan of the county's programme, with a rule, a period and a register that waits."""
    from datetime import date
    from importlib import resources
    from uuid import uuid4

    from yutang.insurance import actions, inventing
    from yutang.insurance.actions.uploading import RegisterFile
    from yutang.programmes import actions as programmes

    clerk, first = stage.cast["clerk"], date(2026, 7, 1)
    programme = programmes.start(
        programmes.ProgrammeFacts(
            name="顶梁柱",
            direction="health",
            place_code="130827",
            aim="为建档立卡户投保补充医疗保险。",
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 12, 31),
        ),
        clerk,
        key=uuid4(),
    )
    facts = actions.PlanFacts(
        key=uuid4(), programme_id=programme.pk, kind="health", name="顶梁柱", name_en="Pillars",
        insurer="某保险公司",
    )  # fmt: skip
    plan = actions.add_plan(facts, clerk)
    rule = resources.files("yutang.insurance").joinpath("data", "health.toml")
    version = actions.publish(plan.pk, rule.read_text("utf-8"), clerk)
    policy = actions.begin_period(plan.pk, "130827", first, date(2027, 6, 30), clerk)
    said = inventing.Invented(12, ("130827100201",), first)
    data = inventing.as_csv(inventing.rows(said))
    file = RegisterFile(key=uuid4(), name="名册.csv", data=data, has_consents=True)
    roll = actions.read(actions.upload(policy.pk, file, clerk).pk)
    return {
        "insurance_plan": plan.pk,
        "plan_version": version.pk,
        "policy": policy.pk,
        "roll": roll.pk,
    }
