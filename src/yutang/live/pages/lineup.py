"""The lineup of a sale in planning: goods, their order, what is missing, the sale's caps."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yutang.goods import queries as goods
from yutang.kernel.errors import NotFound
from yutang.live import access, actions, queries, rules
from yutang.live.forms import (
    CapsForm,
    HelperForm,
    LotForm,
    WaveRow,
    as_typed,
    other_rows,
    values_of,
    wants_other_rows,
    wave_rows,
)
from yutang.live.models import Sale
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import number, refusals_in, refusals_told
from yutang.trade import actions as trade

_PRODUCTS_SHOWN = 30


@require_safe
def lineup(request: HttpRequest, sale_id: int) -> HttpResponse:
    """The lineup of a sale, what is missing before it goes live, and goods to add."""
    return _show(request, access.sale_for(need_person(request), sale_id, "plan"))


@require_POST
def add_lot(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Make a lot of a product and put it in the lineup."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "plan")
    if wants_other_rows(request.POST):
        typed = as_typed(LotForm, request.POST)
        return _show(request, sale, typed, other_rows(request.POST))
    form, waves = LotForm(request.POST), wave_rows(request.POST)
    planned = values_of(waves)
    if form.is_valid() and planned is not None:
        with refusals_in(form):
            _make_lot(sale, form, planned, person)
            messages.success(request, _("Added to the lineup."))
            return _lead_back(sale_id)
    return _show(request, sale, form, waves)


@require_POST
def move(request: HttpRequest, sale_id: int) -> HttpResponse:
    lot, step = number(request.POST.get("lot")), -1 if request.POST.get("way") == "up" else 1
    person = _planner(request, sale_id)
    with refusals_told(request):
        actions.move_in_lineup(sale_id, lot, step, person)
    return _lead_back(sale_id, f"#lot-{lot}")


@require_POST
def remove(request: HttpRequest, sale_id: int) -> HttpResponse:
    lot = number(request.POST.get("lot"))
    person = _planner(request, sale_id)
    with refusals_told(request):
        actions.remove_from_lineup(sale_id, lot, person)
    return _lead_back(sale_id)


@require_POST
def set_caps(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Where the sale stops taking orders by itself."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "plan")
    form = CapsForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.cap_sale(sale.pk, form.caps(), person)
            messages.success(request, _("Saved."))
            return _lead_back(sale_id, "#caps")
    return _show(request, sale, caps_form=form)


def _planner(request: HttpRequest, sale_id: int) -> Person:
    person = need_person(request)
    access.sale_for(person, sale_id, "plan")
    return person


def _lead_back(sale_id: int, anchor: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("live:plan-lineup", args=[sale_id]) + anchor)


def _show(
    request: HttpRequest,
    sale: Sale,
    form: Form | None = None,
    waves: list[WaveRow] | None = None,
    caps_form: CapsForm | None = None,
) -> HttpResponse:
    """Show the lineup, with the form for a good that is being added, and the sale's caps."""
    rows, caps = queries.lineup(sale), queries.caps(sale)
    context = {
        "sale": sale,
        "counties": queries.counties_of(sale),
        "rows": rows,
        "missing": queries.readiness(sale).missing,
        "changeable": sale.state not in rules.OVER,
        "waves": waves or [],
        "terms_open": form is not None and request.method == "POST",
        "caps": caps,
        "caps_form": caps_form or CapsForm.of(caps),
        "helpers": queries.helpers(sale),
        "helper_form": HelperForm(),
    }
    return render(request, "live/plan_lineup.html", context | _goods_to_add(request, sale, form))


def _goods_to_add(request: HttpRequest, sale: Sale, form: Form | None) -> dict[str, object]:
    """Return the good that was chosen, with its form, or those that there are to choose."""
    text = request.GET.get("q", "").strip()
    chosen = request.POST.get("product") or request.GET.get("product")
    product = goods.product_view(number(chosen)) if chosen else None
    if product is not None and form is None:
        form = LotForm(initial={"product": product.id})
    there = list(
        goods.products_under(sale.county_codes, text).values_list("pk", flat=True)[
            : _PRODUCTS_SHOWN + 1
        ]
    )
    views = goods.product_views(there[:_PRODUCTS_SHOWN])
    return {
        "product": product,
        "form": form,
        "text": text,
        "products": [views[pk] for pk in there[:_PRODUCTS_SHOWN] if pk in views],
        "more_products": len(there) > _PRODUCTS_SHOWN,
    }


def _make_lot(sale: Sale, form: LotForm, waves: Sequence[tuple[int, int]], person: Person) -> None:
    given = form.cleaned_data
    _check_product(sale, given["product"])
    with transaction.atomic():
        lot = trade.make_lot(
            given["product"],
            batch_id=given["batch"],
            price_fen=given["price"],
            units=given["units"],
            hold_s=given["hold_minutes"] * 60,
            by=person,
            **form.terms(),
        )
        trade.plan_waves(lot.pk, waves, person)
        if given["coupon_count"]:
            trade.add_coupons(lot.pk, given["coupon_count"], given["coupon_uses"] or 1, person)
        actions.put_in_lineup(sale.pk, lot.pk, person)
        if given["open"]:
            actions.open_lot(sale.pk, lot.pk, person)


def _check_product(sale: Sale, product_id: int) -> None:
    """A sale sells what comes from its counties; anything else is not there for its planner."""
    if not goods.products_under(sale.county_codes).filter(pk=product_id).exists():
        raise NotFound
