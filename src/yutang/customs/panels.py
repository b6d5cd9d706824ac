"""What the customs room shows on pages of the rooms below."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.customs import queries
from yutang.people import access as people
from yutang.people.access import Person
from yutang.plumbing.reader import reads_english

CURRENCY_COOKIE = "yutang_currency"


def price_abroad(request: HttpRequest, product_id: int) -> str:
    """The price in the reader's second currency, and what is declared of the product."""
    currencies = queries.currencies()
    declared = queries.declaration_of(product_id)
    if not currencies and declared is None:
        return ""
    chosen = request.COOKIES.get(CURRENCY_COOKIE, "")
    context = {
        "product_id": product_id,
        "currencies": currencies,
        "chosen": chosen if chosen in currencies else "",
        "price": queries.price_line(product_id, chosen) if chosen in currencies else None,
        "declared": declared,
        "origin": _country(declared.origin_country) if declared else "",
    }
    return render_to_string("customs/_product.html", context, request)


def _country(code: str) -> str:
    """Return a country's name as the reader says it; the code itself where it has none."""
    from babel import Locale  # noqa: PLC0415 - heavy, and few products are declared

    names = Locale("en" if reads_english() else "zh").territories
    return str(names.get(code, code))


def declared_of(request: HttpRequest, product_id: int) -> str:
    """What is declared of a product, for those who run its register."""
    context = {"product_id": product_id, "declared": queries.declaration_of(product_id)}
    return render_to_string("customs/_product_edit.html", context, request)


def link_of_me(request: HttpRequest, person: Person) -> str:
    """The way to rates and lists, for clerks."""
    if not people.places_of(person, "clerk"):
        return ""
    return render_to_string("customs/_me.html", {}, request)
