"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
diplomas:key-set               GET    200  200  200  200  200  200  200  200  200  200  200
diplomas:diplomas              GET    401  200  200  200  200  200  200  200  200  200  200
diplomas:check                 GET    200  200  200  200  200  200  200  200  200  200  200
diplomas:check-file            GET    200  200  200  200  200  200  200  200  200  200  200
diplomas:script                GET    200  200  200  200  200  200  200  200  200  200  200
diplomas:revoked               GET    200  200  200  200  200  200  200  200  200  200  200
diplomas:keys                  GET    401  404  404  404  404  404  404  404  404  404  200
diplomas:keys                  POST   401  404  404  404  404  404  404  404  404  404  302
diplomas:distrust              POST   401  404  404  404  404  404  404  404  404  404  302
diplomas:diploma               GET    401  404  404  404  404  404  404  200  404  404  200
diplomas:revoke                POST   401  404  404  404  404  404  404  422  404  404  422
diplomas:confirm               POST   401  404  404  404  404  404  404  302  404  404  302
diplomas:drop                  POST   401  404  404  404  404  404  404  302  404  404  302
"""

FORMS: dict[str, dict[str, str]] = {"diplomas:distrust": {"kid": "{kid}"}}


def rows(stage: Any) -> dict[str, Any]:
    """A diploma issued in the county's name."""
    from datetime import date
    from decimal import Decimal

    from yutang.diplomas import actions
    from yutang.diplomas.models import SigningKey
    from yutang.diplomas.rules import Paper

    paper = Paper(
        "王秀兰", "农村电商基础班", "Selling online", Decimal(8), date(2026, 11, 20), "130827"
    )
    issued = actions.issue(paper, cause="test", key="1", by=stage.cast["clerk"])
    return {"diploma_number": issued.number, "kid": SigningKey.objects.latest("pk").kid}
