"""Addresses of the shares room."""

from django.urls import URLPattern

app_name = "shares"
urlpatterns: list[URLPattern] = []
