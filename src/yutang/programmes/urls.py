"""Addresses of the programmes room."""

from django.urls import path

from yutang.programmes.pages import public

app_name = "programmes"
urlpatterns = [
    path("programmes/", public.programmes, name="programmes"),
    path("programmes/<int:programme_id>/", public.programme, name="programme"),
]
