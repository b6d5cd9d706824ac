"""Addresses of the trade room: /orders/."""

from django.urls import path

from yutang.trade import pages

app_name = "trade"
urlpatterns = [
    path("orders/", pages.my_orders, name="orders"),
    path("orders/<uuid:order_id>/", pages.order, name="order"),
    path("orders/<uuid:order_id>/contact/", pages.open_contact, name="contact"),
    path("orders/<uuid:order_id>/receive/", pages.receive, name="receive"),
    path("orders/lines/<int:lot_id>/leave/", pages.leave_line, name="leave-line"),
]
