"""Addresses of the specialities room."""

from django.urls import URLPattern

app_name = "specialities"
urlpatterns: list[URLPattern] = []
