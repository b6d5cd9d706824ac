"""What the prices room shows on pages below: the market's price of a product, alerts on "me"."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.prices import access
from yutang.prices.models import GoodOfProduct
from yutang.prices.queries.goods import market_price
from yutang.prices.rules import alerts


def of_product(request: HttpRequest, about: Any) -> str:
    """What markets ask for the good that a clerk said this product is; to clerks, the alert.

    Two queries for a reader, one where nobody said anything.
    """
    said = GoodOfProduct.objects.select_related("good").filter(product=int(about)).first()
    rule = alerts.rule_on(today())
    if said is None or rule is None:
        return ""
    price = market_price(said.good_id, *alerts.window(rule, today()))
    if price is None:
        return ""
    person = person_of(request)
    alert = None
    if person is not None and access.keeps_prices(person):
        alert = access.alerts_of(person).filter(product=int(about), dismissed_at=None).first()
    context = {"good": said.good, "price": price, "alert": alert}
    return render_to_string("prices/_of_product.html", context, request)


def of_product_edit(request: HttpRequest, about: Any) -> str:
    """With which good the product is compared, and the way to say so; for clerks."""
    person = person_of(request)
    if person is None or not access.keeps_prices(person):
        return ""
    said = GoodOfProduct.objects.select_related("good").filter(product=int(about)).first()
    context = {"compared": said, "product_id": int(about)}
    return render_to_string("prices/_of_product.html", context, request)


def way_of_clerk(request: HttpRequest, about: Any) -> str:
    """The way to the work on prices, with how many products are sold below the market."""
    person: Person = about
    if not access.keeps_prices(person):
        return ""
    count = access.alerts_of(person).filter(dismissed_at=None).count()
    return render_to_string("prices/_me.html", {"alerts": count}, request)
