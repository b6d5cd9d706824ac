"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
yearbook:kinds                 GET    200  200  200  200  200  200  200  200  200  200  200
yearbook:facts                 GET    200  200  200  200  200  200  200  200  200  200  200
yearbook:fact                  GET    200  200  200  200  200  200  200  200  200  200  200
yearbook:facts-csv             GET    200  200  200  200  200  200  200  200  200  200  200
yearbook:facts-xlsx            GET    200  200  200  200  200  200  200  200  200  200  200
yearbook:tell                  GET    401  404  404  404  404  404  404  200  404  404  200
yearbook:tell                  POST   401  404  404  404  404  404  404  422  404  404  422
yearbook:import                GET    401  404  404  404  404  404  404  200  404  404  200
yearbook:import                POST   401  404  404  404  404  404  404  422  404  404  422
yearbook:template-long         GET    401  404  404  404  404  404  404  200  404  404  200
yearbook:template-wide         GET    401  404  404  404  404  404  404  200  404  404  200
yearbook:withdraw              POST   401  404  404  404  404  404  404  302  404  404  302
yearbook:choose                POST   401  404  404  404  404  404  404  302  404  404  302
yearbook:evidence              GET    401  404  404  404  404  404  404  200  404  200  200
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """A village's households, with the paper that shows them."""
    from yutang.yearbook import actions

    fact = actions.record(
        "130827100201",
        "households",
        2018,
        120,
        source="县统计局年报",
        method="reported",
        by=stage.cast["clerk"],
        evidence=actions.Evidence("年报.pdf", b"%PDF-1.4"),
    )
    return {
        "fact_id": fact.pk,
        "fact_report_id": fact.report_id,
        "fact_kind": "households",
        "fact_year": 2018,
    }
