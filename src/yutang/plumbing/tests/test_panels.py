"""What hangs where on a page."""

from django.http import HttpRequest
from django.test import RequestFactory

from yutang.plumbing import panels


def _price(_request: HttpRequest, about: object) -> str:
    return f"<p>price of {about}</p>"


def _share(_request: HttpRequest, about: object) -> str:
    return f"<p>share of {about}</p>"


def _nothing(_request: HttpRequest, about: object) -> str:
    return ""


def test_panels_stand_in_their_order_and_once(rf: RequestFactory) -> None:
    for panel, order in ((_share, 20), (_nothing, 15), (_price, 10), (_share, 20)):
        panels.hang("a place of this test", panel, order=order)
    said = panels.shown(rf.get("/"), "a place of this test", 7)
    assert said == "<p>price of 7</p>\n<p>share of 7</p>"


def test_a_place_where_nothing_hangs_is_empty(rf: RequestFactory) -> None:
    assert panels.shown(rf.get("/"), "nobody hung anything here", 7) == ""
