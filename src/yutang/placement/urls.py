"""Addresses of the placement room."""

from django.urls import URLPattern

app_name = "placement"
urlpatterns: list[URLPattern] = []
