"""Addresses of the shares room."""

from django.urls import path

from yutang.shares import pages

app_name = "shares"
urlpatterns = [
    path("lots/<int:lot_id>/shares/", pages.lot, name="lot"),
    path("shares/<int:split_id>/agree/", pages.agree, name="agree"),
    path("shares/<int:split_id>/agree-for/", pages.agree_for, name="agree-for"),
    path("shares/default/", pages.default, name="default-all"),
    path("shares/default/<int:code>/", pages.default, name="default"),
]
