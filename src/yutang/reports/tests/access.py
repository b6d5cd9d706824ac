"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
reports:cards                  GET    200  200  200  200  200  200  200  200  200  200  200
reports:check                  GET    200  200  200  200  200  200  200  200  200  200  200
reports:check-file             GET    200  200  200  200  200  200  200  200  200  200  200
reports:script                 GET    200  200  200  200  200  200  200  200  200  200  200
reports:corrected              GET    200  200  200  200  200  200  200  200  200  200  200
reports:card                   GET    200  200  200  200  200  200  200  200  200  200  200
reports:sheet                  GET    200  200  200  200  200  200  200  200  200  200  200
reports:values                 GET    200  200  200  200  200  200  200  200  200  200  200
reports:rows                   GET    200  200  200  200  200  200  200  200  200  200  200
reports:rows-csv               GET    200  200  200  200  200  200  200  200  200  200  200
reports:hand-in                POST   401  404  404  404  404  404  404  302  404  404  302
reports:decide                 POST   401  404  404  404  404  404  404  404  404  302  302
reports:correct                POST   401  404  404  404  404  404  404  302  404  404  302
reports:declare                POST   401  404  404  404  404  404  404  302  404  404  302
"""

FORMS: dict[str, dict[str, str]] = {
    "reports:decide": {"version": "{card_version}", "times": "1", "outcome": "pass"},
    "reports:correct": {"reason": "补录了订单"},
    "reports:declare": {"withdraw": "1"},
}


def rows(stage: Any) -> dict[str, Any]:
    """The county's card of 2025, locked."""
    from datetime import date

    from tests.published import published

    from yutang.reports import actions

    row = {"on": date(2025, 3, 1), "place": "130827100201", "is_paid": True, "net_fen": 100}
    published("order_line", [row])
    given = actions.hand_in("130827", 2025, stage.cast["clerk"])
    for who in ("officer", "operator"):
        actions.decide(given.version_id, 1, "pass", "", stage.cast[who])
    return {
        "card_place": "130827",
        "card_year": 2025,
        "card_indicator": "sales.net_yuan",
        "card_version": given.version_id,
    }
