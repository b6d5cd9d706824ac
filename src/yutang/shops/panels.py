"""What the shops room shows on pages below: of a place, of a producer, on the page "me"."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.people.access import Person
from yutang.places.rules import CODE_DIGITS, Level
from yutang.shops import access
from yutang.shops.queries import register, tallies

_YEARS_SHOWN = 3
_SHOPS_SHOWN = 5


def of_place(request: HttpRequest, about: Any) -> str:
    """Shops and what they sold, by year; in a village the first of them. At most three queries."""
    code = str(about)
    years = tallies.tallies_of(code, _YEARS_SHOWN)
    if not years:
        return ""
    shops = []
    if len(code) == CODE_DIGITS[Level.VILLAGE]:
        shops = register.shop_views(access.shops_in(code)[:_SHOPS_SHOWN])
    context = {"code": code, "years": years, "shops": shops}
    return render_to_string("shops/_of_place.html", context, request)


def of_producer(request: HttpRequest, about: Any) -> str:
    """The producer's shops."""
    shops = register.shops_of_producer(int(about))
    if not shops:
        return ""
    return render_to_string("shops/_of_producer.html", {"shops": shops}, request)


def way_of_keeper(request: HttpRequest, about: Any) -> str:
    """The way to the shops that the person keeps or registers."""
    person: Person = about
    if not access.shops_of(person).exists():
        return ""
    return render_to_string("shops/_keeper.html", {}, request)
