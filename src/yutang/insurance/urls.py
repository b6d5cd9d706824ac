"""Addresses of the insurance room."""

from django.urls import URLPattern

app_name = "insurance"
urlpatterns: list[URLPattern] = []
