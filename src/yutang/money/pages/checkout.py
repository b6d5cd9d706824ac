"""The checkout of an order, as a page or inside the room's sheet: form, waiting, receipt."""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.delivery import queries as delivery
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound, Refusal
from yutang.kernel.ids import row_id
from yutang.money import actions, queries
from yutang.money.actions import Device
from yutang.money.forms import CheckoutForm
from yutang.money.queries import AttemptView
from yutang.people.access import Person
from yutang.people.sessions import address_of, need_person
from yutang.plumbing.config import Config
from yutang.plumbing.pages import form_page
from yutang.plumbing.reader import sentence
from yutang.trade import access
from yutang.trade import queries as trade
from yutang.trade.queries import OrderView

_ASK, _OTHER = "ask", "other"
"""Buttons of the waiting page beside the methods: it is paid; rather another way."""
_CODE_SCALE = 6


@never_cache
@form_page
def checkout(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Pay an order; once it is paid, the receipt. Sent twice it is paid once."""
    person = need_person(request)
    access.order_to_pay(person, order_id)
    if request.method != "POST":
        return _show(request, person, order_id)
    pressed = request.POST.get("method", "")
    if pressed == _OTHER:
        return _show(request, person, order_id, choose=True)
    if pressed == _ASK:
        return _ask(request, person, order_id)
    return _pay(request, person, order_id)


@never_cache
@require_safe
def state(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Where the payment stands, for the waiting page: its stage, by name."""
    person = need_person(request)
    order = trade.order_view(access.order_to_pay(person, order_id))
    return JsonResponse({"stage": _stage(order, person, actions.open_of(order_id, person))})


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


def _ask(request: HttpRequest, person: Person, order_id: UUID) -> HttpResponse:
    """The buyer has paid, or wants to see the code that did not come."""
    actions.ask_now(order_id, person)
    attempt = actions.open_of(order_id, person)
    if attempt is not None:
        actions.show(attempt, _device(request))
    return _done(request, person, order_id)


def _pay(request: HttpRequest, person: Person, order_id: UUID) -> HttpResponse:
    if actions.payment_of(order_id, person) is not None:
        return _done(request, person, order_id)
    order = trade.order_view(access.order_to_pay(person, order_id))
    saved = tuple(delivery.addresses_of(person))
    if CheckoutForm.asks_to_read(request.POST):
        form = CheckoutForm.read(request.POST, saved=saved)
        form.ask_fresh(perishable=order.product.perishable)
        return _show(request, person, order_id, form=form, choose=True)
    form = CheckoutForm(request.POST, saved=saved).ask_fresh(perishable=order.product.perishable)
    if not form.is_valid():
        return _show(request, person, order_id, form=form, status=422, choose=True)
    try:
        actions.check_out(
            order_id,
            person,
            form.contact(),
            request.POST.get("method", ""),
            knows_fresh=form.knows,
            seen_fen=row_id(request.POST.get("seen_fen")),
            device=_device(request),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        said, status = sentence(refusal), refusal.status
        return _show(request, person, order_id, form=form, said=said, status=status, choose=True)
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
    choose: bool = False,
) -> HttpResponse:
    """Show the form, what is waited for, the receipt, or why it is too late: whatever is so now.

    `choose`: the form, though an attempt is open.
    """
    found = access.order_to_pay(person, order_id)
    order, attempt = trade.order_view(found), actions.open_of(order_id, person)
    stage = _stage(order, person, None if choose else attempt)
    context: dict[str, Any] = {"order": order, "now": now(), "said": said, "stage": stage}
    context["strays"] = queries.strays_of(order_id)
    if stage == "receipt":
        payment = actions.payment_of(order_id, person)
        assert payment is not None, "a receipt is of a payment"
        context |= {
            "payment": queries.payment_view(payment),
            "refunds": queries.refunds_of(order_id),
        }
    elif stage == "waiting" and attempt is not None:
        context |= _waiting(queries.attempt_view(attempt))
    elif stage == "form":
        context |= _form(request, person, order, form)
    template = "money/_checkout.html" if _in_sheet(request) else "money/checkout.html"
    return render(request, template, context, status=status)


def _stage(order: OrderView, person: Person, attempt: object | None) -> str:
    if actions.payment_of(order.id, person) is not None:
        return "receipt"
    if order.is_held_at(now()):
        return "form" if attempt is None else "waiting"
    return "cancelled" if order.state == "cancelled" else "over"


def _form(
    request: HttpRequest, person: Person, order: OrderView, form: CheckoutForm | None
) -> dict[str, Any]:
    if form is None:
        saved = tuple(delivery.addresses_of(person))
        contact = trade.contact_of(access.order_to_pay(person, order.id))
        form = CheckoutForm.begin(saved, contact or trade.last_contact(person))
        form.ask_fresh(perishable=order.product.perishable)
    freight = delivery.freight_shown(order, form.region_code_now)
    return {
        "form": form,
        "methods": actions.methods_for(person),
        "freight": freight,
        "total_fen": order.amount_fen + (freight.buyer_fen if freight else 0),
        "in_wechat": "MicroMessenger" in request.headers.get("User-Agent", ""),
    }


def _waiting(attempt: AttemptView) -> dict[str, Any]:
    code = ""
    if attempt.kind == "code" and attempt.link:
        made = segno.make(attempt.link, error="m", micro=False)
        code = made.svg_data_uri(scale=_CODE_SCALE, border=2)
    return {"attempt": attempt, "code": code, "bank": Config.load().merchants.bank}


def _device(request: HttpRequest) -> Device:
    """Return what the buyer holds, as far as the browser says."""
    agent = request.headers.get("User-Agent", "")
    hinted = request.headers.get("Sec-CH-UA-Mobile", "")
    is_phone = hinted == "?1" or (hinted != "?0" and "Mobi" in agent)
    return Device(is_phone=is_phone, address=address_of(request).partition("/")[0])


def _in_sheet(request: HttpRequest) -> bool:
    return request.headers.get("X-Sheet") == "1"
