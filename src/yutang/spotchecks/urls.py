"""Addresses of the spotchecks room."""

from django.urls import URLPattern

app_name = "spotchecks"
urlpatterns: list[URLPattern] = []
