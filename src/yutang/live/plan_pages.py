"""Planning: whoever runs sales makes them, packs their lineup, and sees what is still missing."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yutang.goods import queries as goods
from yutang.kernel.errors import Language, NotFound, Refusal, language_of
from yutang.live import access, actions, queries, rehearsals, rules
from yutang.live.actions import Plan
from yutang.live.covers import keep_cover
from yutang.live.errors import UnknownHost
from yutang.live.forms import (
    CapsForm,
    HelperForm,
    LotForm,
    SaleForm,
    WaveRow,
    as_typed,
    other_rows,
    values_of,
    wants_other_rows,
    wave_rows,
)
from yutang.live.host_pages import number
from yutang.live.models import Sale
from yutang.people import access as people
from yutang.people import queries as persons
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.trade import actions as trade

_PRODUCTS_SHOWN = 30
_COUNTIES_SHOWN = 8
_OWN_COUNTIES_MAX = 14


@require_GET
def sales(request: HttpRequest) -> HttpResponse:
    """The sales that this person plans, hosts, helps in or oversees."""
    person = need_person(request)
    if not access.runs_sales(person):
        raise NotFound
    cards = queries.sales_of(person)
    context = {
        "cards": cards,
        "rehearsals": rehearsals.of_sales([card.sale for card in cards], person),
        "may_plan": access.plans_sales(person),
    }
    return render(request, "live/sales.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a sale."""
    person = need_person(request)
    if not access.plans_sales(person):
        raise NotFound
    form = SaleForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        sale = _save(request, form, person, None)
        if sale is not None:
            return HttpResponseRedirect(reverse("live:plan-lineup", args=[sale.pk]))
    return _sale_page(request, form, person, None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Change what a sale is planned with."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "plan")
    form = SaleForm(request.POST, request.FILES) if request.method == "POST" else SaleForm.of(sale)
    if request.method == "POST" and _save(request, form, person, sale) is not None:
        return HttpResponseRedirect(reverse("live:plan-lineup", args=[sale.pk]))
    return _sale_page(request, form, person, sale)


@require_GET
def counties(request: HttpRequest) -> HttpResponse:
    """Counties by name, for the picker: [{"code", "name"}]."""
    need_person(request)
    found = places.find(request.GET.get("q", ""), _COUNTIES_SHOWN * 3)
    codes = [place.code for place in found if place.level == Level.COUNTY][:_COUNTIES_SHOWN]
    names = places.full_names(codes)
    return JsonResponse({"counties": [{"code": code, "name": names[code]} for code in codes]})


@require_GET
def lineup(request: HttpRequest, sale_id: int) -> HttpResponse:
    """The lineup of a sale, what is missing before it goes live, and goods to add."""
    sale = access.sale_for(need_person(request), sale_id, "plan")
    return lineup_page(request, sale)


@require_POST
def add_lot(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Make a lot of a product and put it in the lineup."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "plan")
    if wants_other_rows(request.POST):
        typed = as_typed(LotForm, request.POST)
        return lineup_page(request, sale, typed, other_rows(request.POST))
    form, waves = LotForm(request.POST), wave_rows(request.POST)
    planned = values_of(waves)
    valid = form.is_valid() and planned is not None
    if valid and told(form, lambda: _make_lot(sale, form, planned or [], person)):
        messages.success(request, _("Added to the lineup."))
        return HttpResponseRedirect(reverse("live:plan-lineup", args=[sale.pk]))
    return lineup_page(request, sale, form, waves)


@require_POST
def move(request: HttpRequest, sale_id: int) -> HttpResponse:
    lot, step = number(request.POST.get("lot")), -1 if request.POST.get("way") == "up" else 1
    return _do(
        request,
        sale_id,
        f"#lot-{lot}",
        lambda by: actions.move_in_lineup(sale_id, lot, step, by),
    )


@require_POST
def remove(request: HttpRequest, sale_id: int) -> HttpResponse:
    lot = number(request.POST.get("lot"))
    return _do(request, sale_id, "", lambda by: actions.remove_from_lineup(sale_id, lot, by))


@require_POST
def add_helper(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Let somebody help, by their mobile number."""
    form = HelperForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the mobile number of the helper."))
        return HttpResponseRedirect(reverse("live:plan-lineup", args=[sale_id]))
    mobile, role = form.cleaned_data["mobile"], form.cleaned_data["role"]
    return _do(
        request,
        sale_id,
        "#helpers",
        lambda by: actions.add_helper(sale_id, _known(mobile), role, by),
    )


@require_POST
def remove_helper(request: HttpRequest, sale_id: int) -> HttpResponse:
    person, role = number(request.POST.get("person")), request.POST.get("role", "")
    return _do(
        request,
        sale_id,
        "#helpers",
        lambda by: actions.remove_helper(sale_id, person, role, by),
    )


def _sale_page(
    request: HttpRequest, form: SaleForm, person: Person, sale: Sale | None
) -> HttpResponse:
    chosen = request.POST.getlist("county") or (list(sale.county_codes) if sale else [])
    offered = [*dict.fromkeys([*chosen, *_own_counties(person)])]
    names = queries.short_places(set(offered))
    context = {
        "form": form,
        "sale": sale,
        "counties": [(code, names[code] or code, code in chosen) for code in offered],
        "county_names": request.POST.get("county_names", ""),
    }
    return render(request, "live/sale_form.html", context)


def _own_counties(person: Person) -> list[str]:
    """Return the counties that a clerk or host of one or few would pick first."""
    held = (*people.places_of(person, "clerk"), *people.places_of(person, "host"))
    own: list[str] = []
    for code in dict.fromkeys(held):
        if len(code) == len("130827"):
            own.append(code)
        elif code:
            within = [place.code for place in places.under(code, Level.COUNTY)]
            own.extend(within if len(within) <= _OWN_COUNTIES_MAX else [])
    return own[:_OWN_COUNTIES_MAX]


def _save(request: HttpRequest, form: SaleForm, person: Person, sale: Sale | None) -> Sale | None:
    """Make or change the sale, or leave the reasons in the form."""
    codes = _chosen_counties(request, form)
    if not form.is_valid() or codes is None:
        return None
    try:
        host = _host(form, person, sale)
        if not access.may_plan(person, codes, host_id=host.pk):
            form.add_error(None, _("You can plan sales only of counties that are yours to run."))
            return None
        plan = _plan(form, codes)
        if sale is None:
            return actions.plan_sale(plan, host=host, by=person)
        return actions.edit_sale(sale.pk, plan, host=host)
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.sentence(_language()))
        return None


def _plan(form: SaleForm, codes: Sequence[str]) -> Plan:
    given = form.cleaned_data
    return Plan(
        title=given["title"],
        title_en=given["title_en"],
        starts_at=given["starts_at"],
        notice=given["notice"],
        county_codes=codes,
        cover=keep_cover(given["cover"]) if given["cover"] else "",
    )


def _chosen_counties(request: HttpRequest, form: SaleForm) -> list[str] | None:
    """Return the counties ticked and those named in the text; None when a name is unclear."""
    codes = request.POST.getlist("county")
    for name in request.POST.get("county_names", "").replace("、", " ").replace(",", " ").split():
        found = [place for place in places.find(name) if place.level == Level.COUNTY]
        if len(found) != 1:
            full = places.full_names([place.code for place in found[:_COUNTIES_SHOWN]])
            which = "、".join(full.values())
            form.add_error(
                None,
                _("“%(name)s” could be: %(which)s. Write the whole name.")
                % {"name": name, "which": which}
                if found
                else _("No county is called “%(name)s”.") % {"name": name},
            )
            return None
        codes.append(found[0].code)
    if not codes:
        form.add_error(None, _("Choose at least one county."))
        return None
    return [*dict.fromkeys(codes)]


def _host(form: SaleForm, person: Person, sale: Sale | None) -> Person:
    mobile = form.cleaned_data["host_mobile"]
    if mobile:
        return _known(mobile)
    return sale.host if sale is not None else person


def _known(mobile: str) -> Person:
    found = persons.by_mobile(mobile)
    if found is None:
        raise UnknownHost
    return found


def lineup_page(
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


def told(form: Form, deed: Callable[[], object]) -> bool:
    """Do it, or put the reason why not into the form; tells whether it was done."""
    try:
        deed()
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.sentence(_language()))
        return False
    return True


def _do(
    request: HttpRequest, sale_id: int, anchor: str, deed: Callable[[Person], object]
) -> HttpResponse:
    person = need_person(request)
    access.sale_for(person, sale_id, "plan")
    said(request, lambda: deed(person))
    return HttpResponseRedirect(reverse("live:plan-lineup", args=[sale_id]) + anchor)


def said(request: HttpRequest, deed: Callable[[], object]) -> bool:
    """Do it, or say on the next page why not; tells whether it was done."""
    try:
        deed()
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.sentence(_language()))
        return False
    return True


def _language() -> Language:
    return language_of(translation.get_language())
