"""What this room shows on the pages below it: an order's parcel, and what can be done with it."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.goods import queries as goods
from yutang.parcels import access, carriers, queries, rules
from yutang.people.sessions import person_of
from yutang.trade.queries import OrderView


def story(request: HttpRequest, about: Any) -> str:
    """Return the story of an order's parcel, for buyer and sender."""
    view: OrderView = about
    parcel = queries.parcel_of(view.id)
    person = person_of(request)
    own = person is not None and view.buyer_id == person.pk
    sends = person is not None and not own and access.sends(person, view)
    if parcel is None and not (sends and view.state in rules.TO_SEND):
        return ""
    context: dict[str, Any] = {"order": view, "parcel": parcel, "sends": sends, "own": own}
    if parcel is not None and parcel.sent_at is not None:
        context["story"] = queries.story_of(view.id)
    if sends:
        context |= {
            "batches": goods.latest_batches(view.product.id),
            "orderable": [(key, queries.carrier_name(key)) for key in carriers.orderable()],
            "may_say": parcel is not None and parcel.is_on_the_way and not parcel.received_at,
        }
    return render_to_string("parcels/_story.html", context, request)


def holders(request: HttpRequest, about: Any) -> str:
    """Return the way from a batch to who has it."""
    return render_to_string("parcels/_holders.html", {"batch_id": about}, request)
