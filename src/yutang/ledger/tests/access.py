"""Who gets what at the addresses of this room; read by tests/access/test_every_page.py."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
ledger:books                   GET    401  404  404  404  404  404  404  404  404  404  200
ledger:close                   POST   401  404  404  404  404  404  404  404  404  404  302
ledger:accounts                GET    401  404  404  404  404  404  404  404  404  404  404
ledger:account                 GET    401  404  404  404  404  404  404  404  404  404  200
ledger:account-file            GET    401  404  404  404  404  404  404  404  404  404  200
ledger:transaction             GET    401  404  404  404  404  404  404  404  404  404  200
"""
FORMS: dict[str, dict[str, str]] = {"ledger:close": {"month": "2020-01"}}


def rows(stage: Any) -> dict[str, Any]:
    """A correction by hand, so that there is a transaction."""
    from yutang.ledger import actions, queries
    from yutang.ledger.rules import CORRECTION, ESCROW, Line

    lines = (Line(CORRECTION, "", 1), Line(ESCROW, "", -1))
    made = actions.post("correction", "1", lines, by=stage.cast["operator"], note="对账")
    (account,) = queries.accounts(CORRECTION)
    return {"transaction_id": made, "account_id": account.pk}
