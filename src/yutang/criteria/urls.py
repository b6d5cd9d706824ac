"""Addresses of the criteria room."""

from django.urls import URLPattern

app_name = "criteria"
urlpatterns: list[URLPattern] = []
