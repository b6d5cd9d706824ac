"""Addresses of the money room: an order's under /orders/, the clerks' and providers' own."""

from django.urls import path

from yutang.money.pages import checkout, notify, worklist

app_name = "money"
urlpatterns = [
    path("orders/<uuid:order_id>/pay/", checkout.checkout, name="checkout"),
    path("orders/<uuid:order_id>/pay/state/", checkout.state, name="state"),
    path("orders/<uuid:order_id>/cancel/", checkout.cancel, name="cancel"),
    path("orders/<uuid:order_id>/collect/", checkout.collect, name="collect"),
    path("money/", worklist.worklist, name="worklist"),
    path("money/notify/<str:provider>/", notify.notify, name="notify"),
    path("money/transfers/<int:attempt_id>/confirm/", worklist.confirm, name="confirm"),
    path("money/refunds/<int:refund_id>/retry/", worklist.retry, name="retry"),
    path("money/refunds/<int:refund_id>/paid/", worklist.paid_back, name="paid-back"),
    path("money/mismatches/<int:mismatch_id>/settle/", worklist.settle, name="settle"),
]
