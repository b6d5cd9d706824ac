"""What care shows on the pages of rooms below: at most two queries each."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.care import access
from yutang.care.queries import claims, feedback, reviews
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.plumbing import panels
from yutang.trade.queries import OrderView

_REVIEWS_SHOWN = 3
_ASKABLE = frozenset({"shipped", "received", "closed"})
_THERE = frozenset({"received", "closed"})


def hang() -> None:
    """Hang this room's panels; called once when Django is ready."""
    panels.hang("order", of_order, order=40)
    panels.hang("product", of_product, order=60)
    panels.hang("producer", of_producer, order=40)
    panels.hang("me", of_me, order=40)
    panels.hang("trace", of_trace, order=80)
    panels.hang("programme-foot", of_programme)


def of_order(request: HttpRequest, order: OrderView) -> str:
    """Where the order's claim stands, and the way to ask."""
    if order.state not in _ASKABLE:
        return ""
    person = person_of(request)
    claim = claims.latest_claim(order.id)
    own = person is not None and order.buyer_id == person.pk
    reviewed = own and order.state in _THERE and reviews.review_of_order(order.id) is not None
    context = {
        "order": order,
        "own": own,
        "claim": claims.in_brief(claim, now()) if claim else None,
        "may_review": own and order.state in _THERE and not reviewed,
    }
    return render_to_string("care/panels/order.html", context, request)


def of_product(request: HttpRequest, product_id: int) -> str:
    """What buyers say: figures and the newest."""
    figures = reviews.figures_of(product_id)
    newest = reviews.newest_of(product_id, _REVIEWS_SHOWN)
    context = {"product_id": product_id, "figures": figures, "reviews": newest}
    return render_to_string("care/panels/product.html", context, request)


def of_producer(request: HttpRequest, producer_id: int) -> str:
    """What buyers claimed of the producer's goods, batch by batch."""
    context = {"rows": feedback.feedback_of(producer_id)}
    return render_to_string("care/panels/producer.html", context, request)


def of_me(request: HttpRequest, person: Person) -> str:
    """The way to the worklist, for those who have one, and to what one complained of."""
    try:
        access.claims_of(person)
        answers = True
    except NotFound:
        answers = False
    complains = access.complaints_by(person).exists()
    if not answers and not complains:
        return ""
    context = {"answers": answers, "complains": complains}
    return render_to_string("care/panels/me.html", context, request)


def of_trace(request: HttpRequest, batch_id: int) -> str:
    """The button to complain about a batch."""
    return render_to_string("care/panels/trace.html", {"batch_id": batch_id}, request)


def of_programme(request: HttpRequest, programme_id: int) -> str:
    """The button to complain about a programme."""
    context = {"programme_id": programme_id}
    return render_to_string("care/panels/programme.html", context, request)
