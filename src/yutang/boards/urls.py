"""Addresses of the boards room; the whole country is written `all`."""

from django.urls import path, re_path

from yutang.boards import pages

_PLACE = r"^boards/(?P<word>all|[0-9]{2,12})/"

app_name = "boards"
urlpatterns = [
    path("boards/", pages.country, name="country"),
    path("boards/choose/", pages.choose, name="choose"),
    re_path(_PLACE + "$", pages.entry, name="entry"),
    re_path(_PLACE + "screen/$", pages.screen, name="screen"),
    re_path(_PLACE + "screen/data/$", pages.screen_data, name="screen-data"),
    re_path(_PLACE + r"(?P<board>[a-z]+)/$", pages.board, name="board"),
    re_path(_PLACE + r"(?P<board>[a-z]+)/(?P<chart>[a-z-]+)\.csv$", pages.file, name="file"),
]
