"""Pages of the trade room: what I bought, and one order."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import page_of
from yutang.trade import access, actions, queries
from yutang.trade.actions.openings import note_openings
from yutang.trade.models import Order, TicketState
from yutang.trade.rules import contact as contacts

_ORDERS_A_PAGE = 20
_TICKETS_OVER_SHOWN = 5
_TICKETS_SHOWN_FOR = timedelta(days=1)


@never_cache
@require_safe
def my_orders(request: HttpRequest) -> HttpResponse:
    """The reader's purchases, by where they stand."""
    person = need_person(request)
    tab = request.GET.get("tab", "all")
    tab = tab if tab in queries.TABS else "all"
    page = page_of(request, queries.orders_of(person, tab), _ORDERS_A_PAGE)
    context = {
        "tab": tab,
        "page": page,
        "orders": queries.order_views(page.object_list),
        "tickets": _tickets(person) if page.number == 1 else [],
        "now": now(),
    }
    return render(request, "trade/orders.html", context)


@require_POST
def leave_line(request: HttpRequest, lot_id: int) -> HttpResponse:
    """Give up the reader's number in a lot's line; without one nothing changes."""
    if actions.leave_line(lot_id, need_person(request)):
        messages.success(request, _("You have left the line."))
    return redirect("trade:orders")


@never_cache
@require_safe
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One order: where it stands, what can be done, who receives it."""
    person = need_person(request)
    found = access.order_for(person, order_id)
    return render(request, "trade/order.html", _order_context(person, found))


@never_cache
@require_POST
def open_contact(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show the receiver to whoever sends the parcel; that they looked is kept."""
    person = need_person(request)
    found = access.order_to_pack(person, order_id)
    note_openings([found], person, _("to send the parcel"))
    context = _order_context(person, found) | {"contact": queries.contact_of(found)}
    return render(request, "trade/order.html", context)


@require_POST
def receive(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The buyer has the parcel."""
    person = need_person(request)
    found = access.order_to_pay(person, order_id)
    actions.receive(found.pk, person)
    messages.success(request, _("Thank you. The producer sees that it arrived."))
    return redirect("trade:order", found.pk)


def _tickets(person: Person) -> list[dict[str, Any]]:
    """Return the numbers that wait, then what became of those of the last day, in words."""
    since = now() - _TICKETS_SHOWN_FOR
    listed = queries.tickets_of_person(person)
    waiting = [ticket for ticket in listed if ticket.state == TicketState.WAITING]
    over = [ticket for ticket in listed if ticket not in waiting and ticket.entered_at > since]
    shown = [*waiting, *over[:_TICKETS_OVER_SHOWN]]
    return [{"ticket": ticket, "reason": _reason_of(ticket.answer)} for ticket in shown]


def _reason_of(answer: str) -> str:
    """Return why a called number became no order, by `rules.Answer`."""
    words = {
        "sold_out": _("Fewer were left than you asked for."),
        "limit_reached": _("You already have as many as each buyer may have."),
        "coupon": _("The coupon code was used up or had ended."),
        "full": _("The sale had taken all the orders it can send."),
    }
    return words.get(answer, _("It was no longer on sale."))


def _order_context(person: Person, found: Order) -> dict[str, Any]:
    contact, view, at = queries.contact_of(found), queries.order_view(found), now()
    own = access.side_of(person, found) == "buyer"
    return {
        "order": view,
        "way": queries.way_of(found),
        "own": own,
        "sells": access.sells(person, found.lot),
        "contact": contact if own or contact is None else contacts.mask(contact),
        "masked": contact is not None and not own,
        "now": at,
        "can_pay": own and view.is_held_at(at),
    }
