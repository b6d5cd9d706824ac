"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
criteria:criteria              GET    200  200  200  200  200  200  200  200  200  200  200
criteria:criterion             GET    200  200  200  200  200  200  200  200  200  200  200
criteria:identifications       GET    401  404  404  404  404  404  404  200  200  200  200
criteria:identification-new    GET    401  404  404  404  404  404  404  200  200  404  200
criteria:identification-new    POST   401  404  404  404  404  404  404  422  422  404  422
criteria:identification        GET    401  404  404  404  404  404  404  200  404  200  200
criteria:identification-file   GET    401  404  404  404  404  404  404  200  404  200  200
criteria:clusters              GET    401  404  404  404  404  404  404  200  404  200  200
criteria:verdicts              GET    401  404  404  404  404  404  404  200  404  200  200
criteria:verdict               GET    401  404  404  404  404  404  404  200  404  200  200
criteria:verdict-rows          GET    401  404  404  404  404  404  404  404  404  404  404
criteria:target                GET    200  200  200  200  200  200  200  200  200  200  200
criteria:target-new            GET    401  404  404  404  404  404  404  200  404  404  200
criteria:target-new            POST   401  404  404  404  404  404  404  422  404  404  422
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """A target of the county, and the villages under it identified; the county's own verdict."""
    from datetime import date
    from uuid import uuid4

    from yutang.criteria import actions, queries
    from yutang.criteria.rules.own import Target
    from yutang.criteria.rules.period import period_from
    from yutang.shops.loading import MadeMonth, MadeShop, copy_months, copy_shops

    clerk, county = stage.cast["clerk"], stage.ids["code"]
    village = f"{county}100201"
    copy_shops([MadeShop(1, village, date(2018, 1, 1))], first_id=2_000_000_000)
    copy_months([MadeMonth(1, date(2019, 6, 1), 9, 900_00)], first_id=2_000_000_000)
    actions.set_target(county, date(2019, 1, 1), Target(1, None, None, None, "县政府文件"), clerk)
    asked = queries.Asked(
        kept=queries.named(f"pioneer-{county}"),
        place_code=county,
        period=period_from("2018-07..2019-06"),
    )
    made = actions.identify(asked, clerk, uuid4())
    return {"criterion_id": "taobao-village@2019", "identification_id": made.pk}
