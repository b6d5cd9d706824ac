"""Addresses of the shops room, under /shops/."""

from django.urls import path

from yutang.shops.pages import importing, limits, months, places, register

app_name = "shops"
urlpatterns = [
    path("shops/", register.shops, name="shops"),
    path("shops/new/", register.new_shop, name="shop-new"),
    path("shops/in/<str:code>/", places.shops_in, name="shops-in"),
    path("shops/limits/", limits.limits, name="limits"),
    path("shops/imports/", importing.imports, name="imports"),
    path("shops/imports/shops/", importing.import_shops, name="import-shops"),
    path("shops/imports/months/", importing.import_months, name="import-months"),
    path("shops/imports/<int:shop_import>/", importing.imported, name="import"),
    path("shops/templates/<slug:table>/", importing.template, name="template"),
    path("shops/<int:shop_id>/", register.shop, name="shop"),
    path("shops/<int:shop_id>/edit/", register.edit_shop, name="shop-edit"),
    path("shops/<int:shop_id>/open/", register.open_keeper, name="open-keeper"),
    path("shops/<int:shop_id>/listings/", register.new_listing, name="listing-new"),
    path("shops/<int:shop_id>/months/", months.enter, name="month-enter"),
    path(
        "shops/listings/<int:shop_listing>/orders/",
        importing.import_orders,
        name="import-orders",
    ),
    path(
        "shops/listings/<int:shop_listing>/lines/",
        importing.import_lines,
        name="import-lines",
    ),
    path(
        "shops/listings/<int:shop_listing>/months/<slug:shop_month>/",
        months.month,
        name="month",
    ),
]
