"""Addresses of the payouts room."""

from django.urls import URLPattern

app_name = "payouts"
urlpatterns: list[URLPattern] = []
