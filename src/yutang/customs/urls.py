"""Addresses of the customs room."""

from django.urls import URLPattern

app_name = "customs"
urlpatterns: list[URLPattern] = []
