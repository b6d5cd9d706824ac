"""Addresses of the atlas room: maps under /places/, comparisons under /compare/."""

from django.urls import path

from yutang.atlas import pages

app_name = "atlas"
urlpatterns = [
    path("places/<str:code>/map/", pages.show, name="map"),
    path("places/<str:code>/map/<int:level>-<slug:digest>.json", pages.outlines, name="outlines"),
    path("compare/", pages.compare, name="compare"),
    path("compare/rows.<str:form>", pages.compare_file, name="compare-file"),
]
