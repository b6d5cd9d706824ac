"""Who gets what of this room's pages; see tests/access/test_every_page.py."""

from datetime import timedelta
from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
payouts:runs                   GET    401  404  404  404  404  404  404  200  200  404  200
payouts:run-new                GET    401  404  404  404  404  404  404  200  200  404  200
payouts:run-new                POST   401  404  404  404  404  404  404  422  422  404  422
payouts:payees                 GET    401  404  404  404  404  404  404  200  200  404  200
payouts:run                    GET    401  404  404  404  404  404  404  200  404  404  200
payouts:approve                POST   401  404  404  404  404  404  404  302  404  404  302
payouts:mark-sent              POST   401  404  404  404  404  404  404  302  404  404  302
payouts:drop                   POST   401  404  404  404  404  404  404  302  404  404  302
payouts:bank-file              POST   401  404  404  404  404  404  404  200  404  404  200
payouts:reply-upload           POST   401  404  404  404  404  404  404  422  404  404  422
payouts:reply                  GET    401  404  404  404  404  404  404  200  404  404  200
payouts:reply-confirm          POST   401  404  404  404  404  404  404  302  404  404  302
payouts:worklist               GET    401  404  404  404  404  404  404  200  200  404  200
payouts:resolve                POST   401  404  404  404  404  404  404  302  404  404  302
payouts:profiles               GET    401  404  404  404  404  404  404  404  404  404  200
payouts:profile                GET    401  404  404  404  404  404  404  404  404  404  200
payouts:profile                POST   401  404  404  404  404  404  404  404  404  404  422
payouts:statements             GET    401  200  200  302  200  200  302  200  200  200  200
payouts:statement              GET    401  404  404  404  404  404  200  200  404  404  200
payouts:statement-file         GET    401  404  404  404  404  404  200  200  404  404  200
payouts:account                GET    401  404  404  404  404  404  200  200  404  404  200
payouts:account                POST   401  404  404  404  404  404  422  422  404  404  422
payouts:account-open           POST   401  404  404  404  404  404  422  422  404  404  422
payouts:ask                    GET    401  404  404  404  404  404  200  200  404  404  200
payouts:ask                    POST   401  404  404  404  404  404  422  404  404  404  404
payouts:advances               GET    401  200  200  200  200  200  200  200  200  200  200
payouts:advance                GET    401  404  404  404  404  404  200  200  404  404  200
payouts:agree                  POST   401  404  404  404  404  404  404  302  404  404  302
payouts:refuse                 POST   401  404  404  404  404  404  404  302  404  404  302
payouts:withdraw               POST   401  404  404  404  404  404  302  404  404  404  404
"""
FORMS = {"payouts:run-new": {"place": "130827", "least": "1", "profile": "{profile_id}"}}
HEAD = "业务编号,金额（元）,收款账号,处理结果\n"


def rows(stage: Any) -> dict[str, Any]:
    """A year of settled sales; an advance asked for; a run at the bank, with a reply to look at."""
    from yutang.kernel.clock import now, wall
    from yutang.ledger import actions as ledger
    from yutang.ledger.rules import ESCROW, PAYABLE, Line, owner_of
    from yutang.payouts import actions, queries
    from yutang.payouts.rules.accounts import AccountFacts
    from yutang.shares import actions as shares

    clerk, operator = stage.cast["clerk"], stage.cast["operator"]
    payee = shares.payee_of_producer(stage.ids["producer_id"])
    card = AccountFacts("王大娘", "农村信用社", "6217001234000000008")
    actions.set_account(payee.pk, card, clerk, "存折复印件")
    for months in range(14):
        lines = [Line(ESCROW, "", 1_000_000), Line(PAYABLE, owner_of(payee.pk), -1_000_000)]
        at = now() - timedelta(days=31 * months)
        ledger.post("settlement", f"access:{months}", lines, at=at)
    advance = actions.ask(payee.pk, 100_000, "买纸箱", stage.cast["producer"])
    actions.first_profiles()
    profile = next(each for each in queries.profiles() if each.form == "csv")
    run = actions.make_run("130827", profile.pk, 1, operator)
    actions.approve(run.pk, clerk)
    reply = actions.take_in(run.pk, f"{HEAD}YT0,1.00,,成功".encode(), "回盘.csv", clerk)
    actions.confirm(reply.pk, clerk)
    return {
        "payee_id": payee.pk,
        "run_id": run.pk,
        "reply_id": reply.pk,
        "line_id": reply.lines.get().pk,
        "profile_id": profile.pk,
        "advance_id": advance.pk,
        "month": f"{wall(now()):%Y-%m}",
    }
