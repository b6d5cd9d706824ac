"""Addresses of the boards room; the whole country is written `all`."""

from django.urls import path, register_converter

from yutang.boards import pages


class PlaceWord:
    """A place's code, or `all` for the whole country."""

    regex = r"all|[0-9]{2,12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PlaceWord, "placeword")

_PLACE = "boards/<placeword:word>/"

app_name = "boards"
urlpatterns = [
    path("boards/", pages.country, name="country"),
    path("boards/choose/", pages.choose, name="choose"),
    path(_PLACE, pages.entry, name="entry"),
    path(f"{_PLACE}screen/", pages.screen, name="screen"),
    path(f"{_PLACE}screen/data/", pages.screen_data, name="screen-data"),
    path(f"{_PLACE}<slug:board>/", pages.board, name="board"),
    path(f"{_PLACE}<slug:board>/<slug:chart>.csv", pages.file, name="file"),
]
