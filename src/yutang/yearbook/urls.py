"""Addresses of the yearbook room."""

from django.urls import URLPattern

app_name = "yearbook"
urlpatterns: list[URLPattern] = []
