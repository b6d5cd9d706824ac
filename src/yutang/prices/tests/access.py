"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
prices:goods                   GET    200  200  200  200  200  200  200  200  200  200  200
prices:good                    GET    200  200  200  200  200  200  200  200  200  200  200
prices:rows                    GET    200  200  200  200  200  200  200  200  200  200  200
prices:good-edit               GET    401  404  404  404  404  404  404  200  200  404  200
prices:good-edit               POST   401  404  404  404  404  404  404  422  422  404  422
prices:markets                 GET    200  200  200  200  200  200  200  200  200  200  200
prices:market-new              GET    401  404  404  404  404  404  404  200  200  404  200
prices:market-new              POST   401  404  404  404  404  404  404  422  422  404  422
prices:market-edit             GET    401  404  404  404  404  404  404  200  404  404  200
prices:market-edit             POST   401  404  404  404  404  404  404  422  404  404  422
prices:work                    GET    401  404  404  404  404  404  404  200  200  404  200
prices:import                  GET    401  404  404  404  404  404  404  200  200  404  200
prices:import                  POST   401  404  404  404  404  404  404  422  422  404  422
prices:imports                 GET    401  404  404  404  404  404  404  200  200  404  200
prices:imported                GET    401  404  404  404  404  404  404  200  200  404  200
prices:template                GET    200  200  200  200  200  200  200  200  200  200  200
prices:names                   GET    401  404  404  404  404  404  404  200  200  404  200
prices:names-all               POST   401  404  404  404  404  404  404  302  302  404  302
prices:name                    GET    401  404  404  404  404  404  404  200  200  404  200
prices:name                    POST   401  404  404  404  404  404  404  302  302  404  302
prices:held                    GET    401  404  404  404  404  404  404  200  200  404  200
prices:held-decide             POST   401  404  404  404  404  404  404  302  404  404  302
prices:alerts                  GET    401  404  404  404  404  404  404  200  200  404  200
prices:alert                   GET    401  404  404  404  404  404  404  200  404  404  200
prices:alert                   POST   401  404  404  404  404  404  404  422  404  404  422
prices:product                 GET    401  404  404  404  404  404  404  200  404  404  200
prices:product                 POST   401  404  404  404  404  404  404  302  404  404  302
"""

FORMS: dict[str, dict[str, str]] = {"prices:name": {"means": "own"}}


def rows(stage: Any) -> dict[str, Any]:
    """A market of the clerk with a list of ours: a quote held back, and a product sold below."""
    from datetime import timedelta

    from yutang.kernel.clock import today
    from yutang.prices import access, actions
    from yutang.prices.actions.importing import Source, bring_in
    from yutang.prices.actions.markets import MarketFacts
    from yutang.prices.models import GoodName, PriceAlert, PriceImport
    from yutang.prices.queries.deciding import decide

    clerk = stage.cast["clerk"]
    market = actions.add_market(MarketFacts("北京新发地", "网站", "公开"), clerk)
    days = [(today() - timedelta(days=back)).isoformat() for back in range(1, 9)]
    lines = [f"{day},板栗,{900 + place}" for place, day in enumerate(days[1:])]
    data = "\n".join(["日期,品名,均价（元/公斤）", *lines, f"{days[0]},板栗,9000"]).encode()
    source = Source(PriceImport.Kind.FILE, "list.csv", market, clerk)
    brought, _ = bring_in(source, lambda: decide(data, [market], market))
    name = GoodName.objects.get()
    actions.set_product_good(stage.ids["product_id"], name.good_id, clerk)
    actions.count_alerts()
    return {
        "quoted_good": name.good_id,
        "good_name": name.pk,
        "market_id": market.pk,
        "price_import": brought.pk if brought else 0,
        "held_quote": access.held_of(clerk).get().pk,
        "price_alert": PriceAlert.objects.get().pk,
    }
