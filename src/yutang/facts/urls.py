"""Addresses of the facts room."""

from django.urls import path

from yutang.facts import pages

app_name = "facts"
urlpatterns = [
    path("facts/", pages.dictionary, name="dictionary"),
    path("facts/<slug:kind_name>/", pages.kind, name="kind"),
]
