"""Who gets what at the addresses of this room; read by tests/access/test_every_page.py."""

from typing import Any

from yutang.delivery import actions
from yutang.delivery.rules.freight import TariffFacts, ZoneFacts
from yutang.trade.rules.contact import Contact

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
delivery:book                  GET    401  200  200  200  200  200  200  200  200  200  200
delivery:address-new           GET    401  200  200  200  200  200  200  200  200  200  200
delivery:address-new           POST   401  422  422  422  422  422  422  422  422  422  422
delivery:address-read          POST   401  200  200  200  200  200  200  200  200  200  200
delivery:address-edit          GET    401  404  200  404  404  404  404  404  404  404  404
delivery:address-edit          POST   401  404  422  404  404  404  404  404  404  404  404
delivery:address-default       POST   401  404  302  404  404  404  404  404  404  404  404
delivery:address-remove        POST   401  404  302  404  404  404  404  404  404  404  404
delivery:tariffs               GET    401  404  404  404  404  404  200  200  200  404  200
delivery:tariff-new            GET    401  404  404  404  404  404  200  200  404  404  200
delivery:tariff-new            POST   401  404  404  404  404  404  422  422  404  404  422
delivery:tariff-edit           GET    401  404  404  404  404  404  404  200  404  404  200
delivery:tariff-edit           POST   401  404  404  404  404  404  404  422  404  404  422
delivery:tariff-remove         POST   401  404  404  404  404  404  404  302  404  404  302
delivery:zones-file            GET    401  404  404  404  404  404  404  200  404  404  200
delivery:zones-take            POST   401  404  404  404  404  404  404  302  404  404  302
delivery:product-terms         GET    401  404  404  404  404  404  200  200  404  404  200
delivery:product-terms         POST   401  404  404  404  404  404  302  302  404  404  302
delivery:lot-terms             GET    401  404  404  404  404  404  200  200  404  404  200
delivery:lot-terms             POST   401  404  404  404  404  404  302  302  404  404  302
"""
FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """The buyer has an address in the book, and the county a tariff."""
    contact = Contact(
        name="李小明",
        mobile="13900001111",
        region="河北省承德市宽城满族自治县",
        region_code="130827",
        detail="宽城镇北街1号",
    )
    saved = actions.save_address(stage.cast["buyer"], contact)
    table = TariffFacts(name="小件", zones=(ZoneFacts(first_fen=600),), is_default=True)
    tariff = actions.add_tariff(stage.cast["clerk"], table, producer_id=None, county_code="130827")
    return {"saved_id": saved.pk, "tariff_id": tariff.pk}
