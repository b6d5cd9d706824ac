"""Addresses of the ecology room."""

from django.urls import URLPattern

app_name = "ecology"
urlpatterns: list[URLPattern] = []
