"""A shop's months: entered by hand; one month with the rows it is made of and what was known."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.ledger import queries as ledger
from yutang.people.sessions import need_person
from yutang.plumbing.pages import refusals_in
from yutang.shops import access, actions
from yutang.shops.actions.own import orders_of
from yutang.shops.forms import MonthForm
from yutang.shops.models import Listing, Origin, ShopMonth
from yutang.shops.queries import register, sold
from yutang.trade import queries as trade

_ORDERS_SHOWN = 200


@require_POST
def enter(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Write what was sold in a month: the keeper, or the clerk of the village."""
    person = need_person(request)
    found = access.shop_for(person, shop_id)
    typed = [each for each in register.listings_of(found.pk) if not each.is_own]
    form = MonthForm(request.POST, listings=typed)
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            listing = row_id(said["listing"]) or 0
            actions.enter_month(listing, said["month"], form.figures(), person)
            messages.success(request, _("Saved. What was known before stays readable."))
            return redirect("shops:shop", found.pk)
    context = {"form": form, "shop": found}
    return render(request, "shops/month_form.html", context, status=422)


@never_cache
@require_safe
def month(request: HttpRequest, shop_listing: int, shop_month: str) -> HttpResponse:
    """A listing's month: where it is known from, the orders or goods in it, and what it said."""
    person = need_person(request)
    listing = access.listing_to_keep(person, shop_listing)
    found = register.month_of(listing.pk, _month(shop_month))
    if found is None:
        raise NotFound
    context: dict[str, Any] = {
        "listing": listing,
        "platform": register.platform_name(listing.platform),
        "found": found,
        "source": Origin(found.source).label,
        "net_fen": found.sales_fen - found.refunds_fen,
        "earlier": register.earlier_of(listing.pk, found.month),
        "brought": found.brought_by if access.registers(person) else None,
    }
    if found.source == Origin.OWN:
        context |= _orders(listing, found)
    if found.source == Origin.LINES:
        context["goods"] = sold.goods_of(listing.pk, found.month)
    return render(request, "shops/month.html", context)


def _orders(listing: Listing, found: ShopMonth) -> dict[str, Any]:
    """Return the orders that the month is made of, with what came and went of each."""
    placed = orders_of(int(listing.number), found.month)
    moved = ledger.paid_and_refunded([each.id for each in placed], found.ledger_id or 0)
    rows = [
        {
            "id": each.id,
            "number": each.id.hex[-8:].upper(),
            "placed_at": each.placed_at,
            "units": each.quantity,
            "state": trade.said(each.state),
            "paid_fen": moved[each.id][0],
            "refunded_fen": moved[each.id][1],
        }
        for each in placed
        if moved.get(each.id, (0, 0))[0]
    ]
    return {"orders": rows[:_ORDERS_SHOWN], "left_out": max(0, len(rows) - _ORDERS_SHOWN)}


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise NotFound from error
