"""Addresses of the diplomas room, under /diplomas/; the keys where verifiers look for them."""

from django.urls import path

from yutang.diplomas import pages

app_name = "diplomas"
urlpatterns = [
    path(".well-known/yutang-diplomas.json", pages.key_set, name="key-set"),
    path("diplomas/", pages.diplomas, name="diplomas"),
    path("diplomas/check/", pages.check, name="check"),
    path("diplomas/check.html", pages.check_file, name="check-file"),
    path("diplomas/verify_signed.py", pages.script, name="script"),
    path("diplomas/revoked.jws", pages.revoked, name="revoked"),
    path("diplomas/keys/", pages.keys, name="keys"),
    path("diplomas/keys/distrust/", pages.distrust, name="distrust"),
    path("diplomas/<str:diploma_number>/", pages.diploma, name="diploma"),
    path("diplomas/<str:diploma_number>/revoke/", pages.revoke, name="revoke"),
    path("diplomas/<str:diploma_number>/confirm/", pages.confirm, name="confirm"),
    path("diplomas/<str:diploma_number>/drop/", pages.drop, name="drop"),
]
