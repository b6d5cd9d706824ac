"""Addresses of the stations room, under /stations/."""

from django.urls import path

from yutang.stations import pages

app_name = "stations"
urlpatterns = [
    path("stations/", pages.stations, name="stations"),
    path("places/<str:code>/stations/", pages.of_place, name="of-place"),
    path("stations/new/", pages.new_station, name="station-new"),
    path("stations/<int:station_id>/", pages.station, name="station"),
    path("stations/<int:station_id>/edit/", pages.edit_station, name="station-edit"),
    path("stations/<int:station_id>/arrive/", pages.arrive, name="arrive"),
    path("stations/<int:station_id>/hand-over/", pages.hand_over, name="hand-over"),
    path("stations/<int:station_id>/counter/", pages.counter, name="counter"),
    path("stations/<int:station_id>/receipts/<uuid:receipt_order>/", pages.receipt, name="receipt"),
    path("stations/<int:station_id>/shelves/", pages.shelves, name="shelves"),
    path(
        "stations/<int:station_id>/shelves/<int:shelf_id>/take-back/",
        pages.take_back,
        name="take-back",
    ),
    path("orders/<uuid:order_id>/station/", pages.direct, name="direct"),
]
