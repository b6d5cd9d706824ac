"""What the money room shows on the pages below it: refunds at an order, the clerks' worklist."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.money import access, queries
from yutang.people.access import Person
from yutang.trade.queries import OrderView


def order_money(request: HttpRequest, order: OrderView) -> str:
    """What went back of an order, line by line, for its buyer and who sends it."""
    refunds, strays = queries.refunds_of(order.id), queries.strays_of(order.id)
    if not refunds and not strays:
        return ""
    context = {"refunds": refunds, "strays": strays}
    return render_to_string("money/_refunds.html", context, request)


def work_of(request: HttpRequest, person: Person) -> str:
    """The way to the worklist, for clerks."""
    if not access.is_clerk(person):
        return ""
    return render_to_string("money/_me.html", {}, request)
