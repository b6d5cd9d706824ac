"""Who gets what at the addresses of this room; read by tests/access/test_every_page.py."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
customs:lists                  GET    401  404  404  404  404  404  404  200  200  404  200
customs:list-csv               GET    401  404  404  404  404  404  404  200  200  404  200
customs:list-xlsx              GET    401  404  404  404  404  404  404  200  200  404  200
customs:settings               GET    401  404  404  404  404  404  404  200  404  404  200
customs:settings               POST   401  404  404  404  404  404  404  302  404  404  302
customs:rates                  GET    401  404  404  404  404  404  404  200  200  404  200
customs:rates                  POST   401  404  404  404  404  404  404  422  422  404  422
customs:rates-file             POST   401  404  404  404  404  404  404  302  302  404  302
customs:declaration            GET    401  404  404  404  404  404  200  200  404  404  200
customs:declaration            POST   401  404  404  404  404  404  422  422  404  404  422
customs:withdraw               POST   401  404  404  404  404  404  302  302  404  404  302
customs:currency               POST   302  302  302  302  302  302  302  302  302  302  302
"""
FORMS: dict[str, dict[str, str]] = {
    "customs:currency": {"product": "{product_id}", "currency": "USD"},
    "customs:settings": {"currency_code": "142", "trade_mode": "9610", "transport_mode": "5"},
}


def rows(stage: Any) -> dict[str, Any]:
    """The product of the stage has no declaration; its pages are there all the same."""
    return {}
