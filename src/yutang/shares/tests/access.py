"""Who gets what at the addresses of this room; read by tests/access/test_every_page.py."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
shares:lot                     GET    401  404  404  200  404  404  200  200  404  404  200
shares:lot                     POST   401  404  404  200  404  404  200  200  404  404  200
shares:agree                   POST   401  404  404  302  404  404  302  302  404  404  302
shares:agree-for               POST   401  404  404  404  404  404  404  302  404  404  302
shares:default-all             GET    401  404  404  404  404  404  404  404  404  404  200
shares:default-all             POST   401  404  404  404  404  404  404  404  404  404  200
shares:default                 GET    401  404  404  404  404  404  404  200  404  404  200
shares:default                 POST   401  404  404  404  404  404  404  200  404  404  200
"""
FORMS: dict[str, dict[str, str]] = {"shares:agree-for": {"side": "farmer", "reason": "手印"}}


def rows(stage: Any) -> dict[str, Any]:
    """A split of the lot that farmer and host have still to agree to."""
    from yutang.shares import actions
    from yutang.shares.rules import Part

    host = actions.payee_of_person(stage.cast["host"])
    lot = stage.ids["lot_id"]
    return {"split_id": actions.propose(lot, (Part("host", host.pk, 700),), stage.cast["clerk"]).pk}
