"""Addresses of the placement room."""

from django.urls import path

from yutang.placement.pages import board, offering, placing

app_name = "placement"
urlpatterns = [
    path("work/", board.board, name="board"),
    path("work/<int:offer_id>/", board.offer, name="offer"),
    path("work/applications/", board.applications, name="applications"),
    path("work/applications/<int:work_application_id>/", offering.application, name="application"),
    path("work/applications/<int:work_application_id>/withdraw/", board.withdraw, name="withdraw"),
    path("work/applications/<int:work_application_id>/contact/", offering.contact, name="contact"),
    path("work/offers/", offering.offers, name="offers"),
    path("work/offers/new/", offering.new, name="offer-new"),
    path("work/offers/<int:offer_id>/", offering.run, name="offer-run"),
    path("work/offers/<int:offer_id>/edit/", offering.edit, name="offer-edit"),
    path("work/offers/<int:offer_id>/step/", offering.step, name="offer-step"),
    path("work/placements/", placing.placements, name="placements"),
    path("work/placements/of/<int:member_id>/", placing.new, name="placement-new"),
    path("work/placements/<int:placement_id>/", placing.placement, name="placement"),
    path("work/placements/<int:placement_id>/end/", placing.end, name="placement-end"),
]
