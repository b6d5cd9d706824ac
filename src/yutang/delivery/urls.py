"""Addresses of the delivery room: /addresses/ and /freight/."""

from django.urls import path

from yutang.delivery import pages

app_name = "delivery"
urlpatterns = [
    path("addresses/", pages.book, name="book"),
    path("addresses/new/", pages.new_address, name="address-new"),
    path("addresses/read/", pages.read_address, name="address-read"),
    path("addresses/<int:saved_id>/edit/", pages.edit_address, name="address-edit"),
    path("addresses/<int:saved_id>/default/", pages.choose_default, name="address-default"),
    path("addresses/<int:saved_id>/remove/", pages.remove_address, name="address-remove"),
    path("freight/", pages.tariffs, name="tariffs"),
    path("freight/new/", pages.new_tariff, name="tariff-new"),
    path("freight/<int:tariff_id>/edit/", pages.edit_tariff, name="tariff-edit"),
    path("freight/<int:tariff_id>/remove/", pages.remove_tariff, name="tariff-remove"),
    path("freight/<int:tariff_id>/zones.xlsx", pages.zones_file, name="zones-file"),
    path("freight/<int:tariff_id>/zones/", pages.take_zones, name="zones-take"),
    path("freight/goods/<int:product_id>/", pages.product_terms, name="product-terms"),
    path("freight/lots/<int:lot_id>/", pages.lot_terms, name="lot-terms"),
]
