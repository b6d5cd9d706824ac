"""Behind the stage of a promise: an agreement of a county, and what was planted so far."""

from datetime import timedelta

COUNTY = "130827"


def promise(clerk_mobile: str) -> dict[str, object]:
    """A thousand mu in 200 days: half of the time and a little more than half of the trees."""
    from decimal import Decimal

    from tests.journeys.stage import land
    from yutang.kernel.clock import today
    from yutang.people import actions as people
    from yutang.promises import actions

    land()
    clerk = people.enrol(clerk_mobile, "县办老赵", is_demo=True)
    people.give_grant(clerk, "clerk", COUNTY, by=None)
    begun, words = today() - timedelta(days=100), "一年内在全县种树一千亩。"
    agreement = actions.sign(
        actions.AgreementSaid(
            title="合作框架协议（演示）",
            title_en="Framework agreement (demo)",
            parties=("县人民政府", "某平台"),
            place_code=COUNTY,
            signed_on=begun,
            text=words,
            clauses=(words,),
        ),
        clerk,
    )
    made = actions.promise(
        agreement.clauses.get(),
        actions.PromiseSaid(
            title="种树一千亩（演示）",
            unit="亩",
            unit_en="mu",
            counts="mu",
            target=Decimal(1000),
            baseline_on=begun,
            due_on=begun + timedelta(days=200),
            place_codes=(COUNTY,),
        ),
        clerk,
    )
    actions.note_evidence(made.pk, Decimal(550), today(), "第一片地（演示）", clerk)
    return {"promise": made.pk, "clerk": clerk_mobile}
