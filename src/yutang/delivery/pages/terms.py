"""How a product or one of its lots is sent, for those who run the producer's register."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yutang.delivery import actions, queries
from yutang.delivery.rules.freight import Terms
from yutang.delivery.tariff_forms import TermsForm
from yutang.goods import access as goods
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_in
from yutang.trade import queries as trade


@never_cache
@form_page
def product_terms(request: HttpRequest, product_id: int) -> HttpResponse:
    """How a product is sent."""
    product = goods.product_for(need_person(request), product_id)
    context = {
        "heading": product.name,
        "sending": queries.sending_of_product(product_id),
        "product_id": product_id,
        "producer_id": product.producer_id,
    }
    return _form(
        request,
        context,
        queries.terms_of_product(product_id),
        lambda terms: actions.set_product_terms(product_id, terms),
    )


@never_cache
@form_page
def lot_terms(request: HttpRequest, lot_id: int) -> HttpResponse:
    """How one lot is sent, where that differs from its product."""
    person = need_person(request)
    lots = trade.lot_views([lot_id])
    if not lots:
        raise NotFound
    lot = lots[0]
    goods.product_for(person, lot.product_id)
    context = {
        "heading": lot.title,
        "sending": queries.sending_of_lot(lot),
        "cost": queries.cost_of(lot_id),
        "price_fen": lot.price_fen,
        "product_id": lot.product_id,
        "producer_id": lot.product.producer_id,
        "is_lot": True,
    }
    return _form(
        request,
        context,
        queries.terms_of_lot(lot_id),
        lambda terms: actions.set_lot_terms(lot_id, terms),
    )


def _form(
    request: HttpRequest, context: dict[str, Any], before: Terms, keep: Callable[[Terms], None]
) -> HttpResponse:
    producer = goods.producer_for(need_person(request), context["producer_id"])
    tariffs = queries.tariffs_for(producer.pk, producer.village_code[:6])
    data, status = (request.POST, 422) if request.method == "POST" else (None, 200)
    form = TermsForm(data, initial=vars(before), tariffs=tariffs)
    if data is not None and form.is_valid():
        with refusals_in(form):
            keep(form.terms())
            messages.success(request, _("Saved. It counts for what is ordered from now on."))
            return redirect(request.path)
    return render(request, "delivery/terms.html", {"form": form, **context}, status=status)
