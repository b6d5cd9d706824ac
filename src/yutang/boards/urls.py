"""Addresses of the boards room."""

from django.urls import URLPattern

app_name = "boards"
urlpatterns: list[URLPattern] = []
