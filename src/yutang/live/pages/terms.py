"""How one lot of a sale is sold: its terms, and its coupon codes."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.live import access, actions, queries
from yutang.live.actions import Terms
from yutang.live.forms import (
    CouponForm,
    TermsForm,
    WaveRow,
    as_typed,
    other_rows,
    values_of,
    wants_other_rows,
    wave_rows,
)
from yutang.live.models import Sale
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_in, refusals_told
from yutang.trade import queries as trade
from yutang.trade.queries import CouponView, LotView


@never_cache
@form_page
def lot(request: HttpRequest, sale_id: int, lot_id: int) -> HttpResponse:
    """On which terms one lot is sold, and its codes."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "plan")
    found = queries.lot_of(sale, lot_id)
    before = TermsForm.initial_of(found)
    if request.method != "POST":
        return _lot_page(request, sale, found, TermsForm(initial=before), _rows_of(found))
    waves = wave_rows(request.POST)
    if wants_other_rows(request.POST):
        typed = as_typed(TermsForm, request.POST)
        return _lot_page(request, sale, found, typed, other_rows(request.POST))
    form = TermsForm(request.POST, initial=before)
    planned = values_of(waves)
    if form.is_valid() and planned is not None:
        with refusals_in(form):
            terms = Terms(**form.terms(), waves=planned)
            actions.set_terms(sale.pk, lot_id, terms, person)
            messages.success(request, _("Saved."))
            back = reverse("live:plan-lineup", args=[sale.pk])
            return HttpResponseRedirect(f"{back}#lot-{lot_id}")
    return _lot_page(request, sale, found, form, waves)


@require_POST
def add_coupons(request: HttpRequest, sale_id: int, lot_id: int) -> HttpResponse:
    """Make codes and show them."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "plan")
    found = queries.lot_of(sale, lot_id)
    form = CouponForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        count, uses = given["count"], given["uses"]
        with refusals_in(form):
            actions.add_coupons(sale.pk, lot_id, count, uses, person)
            made = ngettext("%(n)s code made.", "%(n)s codes made.", count) % {"n": count}
            messages.success(request, made)
            return redirect("live:coupons", sale.pk, lot_id)
    terms = TermsForm(initial=TermsForm.initial_of(found))
    return _lot_page(request, sale, found, terms, _rows_of(found), coupon_form=form)


@require_POST
def end_coupons(request: HttpRequest, sale_id: int, lot_id: int) -> HttpResponse:
    """End all codes: everybody can buy the lot again."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "plan")
    queries.lot_of(sale, lot_id)
    with refusals_told(request):
        actions.end_coupons(sale.pk, lot_id, person)
        messages.success(request, _("The codes have ended: everybody can buy it again."))
    return HttpResponseRedirect(reverse("live:plan-lot", args=[sale.pk, lot_id]) + "#coupons")


@never_cache
@require_safe
def coupons(request: HttpRequest, sale_id: int, lot_id: int) -> HttpResponse:
    """The codes that work, to read out or to print and cut."""
    sale = access.sale_for(need_person(request), sale_id, "plan")
    found = queries.lot_of(sale, lot_id)
    context = {"sale": sale, "lot": found, "coupons": _working(found)}
    return render(request, "live/coupons.html", context)


def _lot_page(
    request: HttpRequest,
    sale: Sale,
    found: LotView,
    form: Form,
    waves: list[WaveRow],
    *,
    coupon_form: CouponForm | None = None,
) -> HttpResponse:
    working = _working(found)
    context = {
        "sale": sale,
        "lot": found,
        "form": form,
        "waves": waves,
        "released": [wave for wave in found.waves if wave.released_at is not None],
        "terms_open": request.method == "POST" or _is_special(found),
        "coupons": working,
        "used": sum(coupon.used for coupon in working),
        "coupon_form": coupon_form or CouponForm(),
    }
    return render(request, "live/plan_lot.html", context)


def _rows_of(found: LotView) -> list[WaveRow]:
    return [WaveRow.of(wave) for wave in found.waves if wave.released_at is None]


def _is_special(found: LotView) -> bool:
    """Tell whether the lot has any of the terms that lie under "more"."""
    terms = (found.opens_at, found.closes_at, found.household_limit, found.waves)
    return found.by_ticket or any(terms)


def _working(found: LotView) -> list[CouponView]:
    return [coupon for coupon in trade.coupons_of(found.id) if coupon.ended_at is None]
