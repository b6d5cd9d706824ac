"""Addresses of the hosts room."""

from django.urls import URLPattern

app_name = "hosts"
urlpatterns: list[URLPattern] = []
