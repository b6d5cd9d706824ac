"""Addresses of the money room, under /orders/."""

from django.urls import path

from yutang.money import pages

app_name = "money"
urlpatterns = [
    path("orders/<uuid:order_id>/pay/", pages.checkout, name="checkout"),
    path("orders/<uuid:order_id>/cancel/", pages.cancel, name="cancel"),
    path("orders/<uuid:order_id>/collect/", pages.collect, name="collect"),
]
