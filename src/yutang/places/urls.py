"""Addresses of the places room, under /places/."""

from django.urls import path

from yutang.places import pages

app_name = "places"
urlpatterns = [
    path("", pages.search, name="search"),
    path("<str:code>/", pages.show, name="place"),
]
