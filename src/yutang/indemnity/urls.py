"""Addresses of the indemnity room."""

from django.urls import URLPattern

app_name = "indemnity"
urlpatterns: list[URLPattern] = []
