"""Addresses of the parcels room."""

from django.urls import URLPattern

app_name = "parcels"
urlpatterns: list[URLPattern] = []
