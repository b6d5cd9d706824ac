"""Addresses of the honours room."""

from django.urls import URLPattern

app_name = "honours"
urlpatterns: list[URLPattern] = []
