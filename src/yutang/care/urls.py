"""Addresses of the care room."""

from django.urls import URLPattern

app_name = "care"
urlpatterns: list[URLPattern] = []
