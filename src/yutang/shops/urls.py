"""Addresses of the shops room."""

from django.urls import URLPattern

app_name = "shops"
urlpatterns: list[URLPattern] = []
