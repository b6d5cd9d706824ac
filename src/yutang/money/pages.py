"""Pages of the money room: the checkout of an order, as a page or inside the room's sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.delivery import queries as delivery
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound, Refusal
from yutang.kernel.ids import row_id
from yutang.money import actions, queries
from yutang.money.forms import CheckoutForm
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page
from yutang.plumbing.reader import sentence
from yutang.trade import access
from yutang.trade import queries as trade
from yutang.trade.queries import OrderView


@never_cache
@form_page
def checkout(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Pay an order; once it is paid, the receipt. Sent twice it is paid once."""
    person = need_person(request)
    access.order_to_pay(person, order_id)
    if request.method != "POST":
        return _show(request, person, order_id)
    return _pay(request, person, order_id)


@require_POST
def cancel(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Cancel an order, with everything that was paid for it."""
    person = need_person(request)
    actions.cancel(order_id, person)
    if _in_sheet(request):
        return _show(request, person, order_id)
    messages.success(request, _("The order is cancelled."))
    return redirect("trade:order", order_id)


@require_POST
def collect(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The parcel was handed over and the cash taken."""
    actions.collect(order_id, need_person(request))
    messages.success(request, _("Noted: handed over, cash received."))
    return redirect("parcels:packing")


def _pay(request: HttpRequest, person: Person, order_id: UUID) -> HttpResponse:
    order = trade.order_view(access.order_to_pay(person, order_id))
    saved = tuple(delivery.addresses_of(person))
    perishable = order.product.perishable
    if actions.payment_of(order_id, person) is not None:
        return _done(request, person, order_id)
    if CheckoutForm.asks_to_read(request.POST):
        read = CheckoutForm.read(request.POST, saved=saved).ask_fresh(perishable=perishable)
        return _show(request, person, order_id, form=read)
    form = CheckoutForm(request.POST, saved=saved).ask_fresh(perishable=perishable)
    if not form.is_valid():
        return _show(request, person, order_id, form=form, status=422)
    method = request.POST.get("method", "")
    try:
        actions.check_out(
            order_id,
            person,
            form.contact(),
            method,
            knows_fresh=form.knows,
            seen_fen=row_id(request.POST.get("seen_fen")) or 0,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return _show(
            request, person, order_id, form=form, said=sentence(refusal), status=refusal.status
        )
    return _done(request, person, order_id)


def _done(request: HttpRequest, person: Person, order_id: UUID) -> HttpResponse:
    if _in_sheet(request):
        return _show(request, person, order_id)
    return redirect("money:checkout", order_id)


def _show(
    request: HttpRequest,
    person: Person,
    order_id: UUID,
    *,
    form: CheckoutForm | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the form, the receipt, or why it is too late: whatever is so at this moment."""
    found = access.order_to_pay(person, order_id)
    order, payment = trade.order_view(found), actions.payment_of(order_id, person)
    context: dict[str, Any] = {"order": order, "now": now(), "said": said}
    if payment is not None:
        context |= {"stage": "receipt", "payment": queries.payment_view(payment)}
    elif order.is_held_at(now()):
        if form is None:
            contact = trade.contact_of(found) or trade.last_contact(person)
            form = CheckoutForm.begin(tuple(delivery.addresses_of(person)), contact)
            form.ask_fresh(perishable=order.product.perishable)
        context |= {"stage": "form", "form": form, "methods": actions.methods_for(person)}
        context |= _to_pay(order, form.region_code_now)
    else:
        context |= {"stage": "cancelled" if order.state == "cancelled" else "over"}
    template = "money/_checkout.html" if _in_sheet(request) else "money/checkout.html"
    return render(request, template, context, status=status)


def _to_pay(order: OrderView, region_code: str | None) -> dict[str, Any]:
    """Return what the way there costs, None while nobody knows where, and what is to be paid."""
    freight = None if region_code is None else delivery.freight_of(order, region_code)
    buyer_fen = freight.buyer_fen if freight else 0
    return {"freight": freight, "total_fen": order.amount_fen + buyer_fen}


def _in_sheet(request: HttpRequest) -> bool:
    return request.headers.get("X-Sheet") == "1"
