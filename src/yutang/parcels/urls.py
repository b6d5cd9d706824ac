"""Addresses of the parcels room: /packing/, what carriers push, and batches called back."""

from django.urls import path

from yutang.parcels import pages

app_name = "parcels"
urlpatterns = [
    path("packing/", pages.packing, name="packing"),
    path("packing/packed/", pages.mark_packed, name="mark-packed"),
    path("packing/list/", pages.pick_list, name="pick-list"),
    path("packing/list/file/", pages.pack_file, name="pack-file"),
    path("packing/import/", pages.import_numbers, name="import"),
    path("packing/<uuid:order_id>/ship/", pages.ship, name="ship"),
    path("packing/<uuid:order_id>/batch/", pages.put_batch, name="put-batch"),
    path("packing/<uuid:order_id>/say/", pages.say, name="say"),
    path("packing/<uuid:order_id>/waybill/", pages.order_waybill, name="order-waybill"),
    path("packing/<uuid:order_id>/waybill/cancel/", pages.cancel_waybill, name="cancel-waybill"),
    path("parcels/push/", pages.push, name="push"),
    path("batches/<int:batch_id>/parcels/", pages.recall, name="recall"),
    path("batches/<int:batch_id>/parcels/file/", pages.recall_file, name="recall-file"),
]
