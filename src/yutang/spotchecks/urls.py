"""Addresses of the spot checks room, under /spotchecks/."""

from django.urls import path

from yutang.spotchecks import pages

app_name = "spotchecks"
urlpatterns = [
    path("spotchecks/", pages.spotchecks, name="spotchecks"),
    path("spotchecks/<int:sample_id>/", pages.spotcheck, name="spotcheck"),
    path("spotchecks/<int:sample_id>/draw/", pages.draw_file, name="draw-file"),
    path("spotchecks/<int:sample_id>/calls/", pages.calls, name="calls"),
    path("spotchecks/<int:sample_id>/calls/<int:call_number>/", pages.call, name="call"),
    path(
        "spotchecks/<int:sample_id>/calls/<int:call_number>/open/", pages.open_number, name="open"
    ),
]
