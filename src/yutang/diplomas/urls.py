"""Addresses of the diplomas room."""

from django.urls import URLPattern

app_name = "diplomas"
urlpatterns: list[URLPattern] = []
