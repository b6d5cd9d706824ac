"""Addresses of the prices room."""

from django.urls import URLPattern

app_name = "prices"
urlpatterns: list[URLPattern] = []
