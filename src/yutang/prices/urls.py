"""Addresses of the prices room, under /prices/."""

from django.urls import path

from yutang.prices.pages import goods, importing, markets, work

app_name = "prices"
urlpatterns = [
    path("prices/", goods.goods, name="goods"),
    path("prices/<int:quoted_good>/", goods.good, name="good"),
    path("prices/<int:quoted_good>/rows/", goods.rows, name="rows"),
    path("prices/<int:quoted_good>/edit/", work.good_edit, name="good-edit"),
    path("prices/markets/", markets.markets, name="markets"),
    path("prices/markets/new/", markets.new_market, name="market-new"),
    path("prices/markets/<int:market_id>/edit/", markets.edit_market, name="market-edit"),
    path("prices/work/", work.work, name="work"),
    path("prices/import/", importing.bring_in, name="import"),
    path("prices/imports/", importing.imports, name="imports"),
    path("prices/imports/<int:price_import>/", importing.imported, name="imported"),
    path("prices/template/", importing.template, name="template"),
    path("prices/names/", work.names, name="names"),
    path("prices/names/all/", work.all_names, name="names-all"),
    path("prices/names/<int:good_name>/", work.name, name="name"),
    path("prices/held/", work.held, name="held"),
    path("prices/held/<int:held_quote>/", work.decide_held, name="held-decide"),
    path("prices/alerts/", work.alerts, name="alerts"),
    path("prices/alerts/<int:price_alert>/", work.alert, name="alert"),
    path("prices/products/<int:product_id>/", work.product, name="product"),
]
