"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
shops:shops                    GET    401  404  404  404  404  404  200  200  200  404  200
shops:shop-new                 GET    401  404  404  404  404  404  404  200  200  404  200
shops:shop-new                 POST   401  404  404  404  404  404  404  422  422  404  422
shops:shops-in                 GET    200  200  200  200  200  200  200  200  200  200  200
shops:limits                   GET    401  404  404  404  404  404  404  200  200  404  200
shops:imports                  GET    401  404  404  404  404  404  404  200  200  404  200
shops:import                   GET    401  404  404  404  404  404  404  200  404  404  200
shops:import-shops             GET    401  404  404  404  404  404  404  200  200  404  200
shops:import-shops             POST   401  404  404  404  404  404  404  422  422  404  422
shops:import-months            GET    401  404  404  404  404  404  404  200  200  404  200
shops:import-months            POST   401  404  404  404  404  404  404  422  422  404  422
shops:template                 GET    200  200  200  200  200  200  200  200  200  200  200
shops:shop                     GET    200  200  200  200  200  200  200  200  200  200  200
shops:shop-edit                GET    401  404  404  404  404  404  404  200  404  404  200
shops:shop-edit                POST   401  404  404  404  404  404  404  422  404  404  422
shops:open-keeper              POST   401  404  404  404  404  404  404  302  404  404  302
shops:listing-new              GET    401  404  404  404  404  404  404  200  404  404  200
shops:listing-new              POST   401  404  404  404  404  404  404  422  404  404  422
shops:month-enter              POST   401  404  404  404  404  404  422  422  404  404  422
shops:month                    GET    401  404  404  404  404  404  200  200  404  404  200
shops:import-orders            GET    401  404  404  404  404  404  200  200  404  404  200
shops:import-orders            POST   401  404  404  404  404  404  422  422  404  404  422
shops:import-lines             GET    401  404  404  404  404  404  200  200  404  404  200
shops:import-lines             POST   401  404  404  404  404  404  422  422  404  404  422
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """A shop of the farmer with a listing, a month entered by the clerk, and an import."""
    from datetime import date

    from yutang.kernel.clock import now
    from yutang.shops import actions
    from yutang.shops.models import ShopImport
    from yutang.shops.rules.merging import Figures
    from yutang.shops.rules.register import ListingFacts, ShopFacts

    clerk = stage.cast["clerk"]
    shop = actions.register(
        ShopFacts(
            kind="in_village",
            name="王家山货",
            village_code="130827100201",
            keeper_kind="person",
            keeper="王大娘",
            mobile="13800000001",
            opened_on=date(2018, 1, 10),
        ),
        clerk,
    )
    facts = ListingFacts(platform="taobao", number="wang", opened_on=shop.opened_on)
    listing = actions.list_shop(shop.pk, facts, clerk)
    actions.enter_month(listing.pk, date(2019, 6, 1), Figures(2, 3, 400, 0), clerk)
    brought = ShopImport.objects.create(kind="months", at=now(), by=clerk)
    return {
        "shop_id": shop.pk,
        "shop_listing": listing.pk,
        "shop_import": brought.pk,
        "shop_month": "2019-06",
        "table": "months",
    }
