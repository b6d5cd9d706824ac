"""Addresses of the opendata room."""

from django.urls import URLPattern

app_name = "opendata"
urlpatterns: list[URLPattern] = []
