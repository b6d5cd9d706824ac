"""Packing: the orders that the reader sends, lists to print, steps of one or of many."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now, wall
from yutang.kernel.errors import Refusal
from yutang.kernel.ids import row_id
from yutang.kernel.money import yuan
from yutang.parcels import actions, queries, rules
from yutang.parcels.actions.following import Sender
from yutang.parcels.errors import BadWeight, NothingChosen
from yutang.parcels.queries import PackLine
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing import sheets
from yutang.plumbing.pages import number, page_of, refusals_told
from yutang.plumbing.reader import sentence
from yutang.trade import access
from yutang.trade import queries as trade
from yutang.trade.access import Order
from yutang.trade.actions.openings import note_openings

_PARCELS_A_PAGE = 50
_IN_A_FILE_MOST = 500
_CHOICES_MOST = 60
TABS = {
    "send": trade.TO_SEND,
    "sent": ("shipped",),
    "look": ("shipped",),
    "done": ("received", "closed"),
}
_LENGTHS = {"producer": 18, "product": 18, "region": 6}


@never_cache
@require_safe
def packing(request: HttpRequest) -> HttpResponse:
    """The orders that the reader sends: what must leave first on top."""
    return render(request, "parcels/packing.html", _context(request))


@require_POST
def mark_packed(request: HttpRequest) -> HttpResponse:
    """Note that the ticked orders are packed."""
    person = need_person(request)
    access.orders_to_pack(person)
    chosen = _ids(request.POST.getlist("order"))
    with refusals_told(request):
        if not chosen:
            raise NothingChosen
        packed = actions.pack(chosen, person)
        told = ngettext("%(n)d order is packed.", "%(n)d orders are packed.", packed)
        messages.success(request, told % {"n": packed})
    return redirect("parcels:packing")


@require_POST
def ship(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Mark an order as sent, with its parcel number."""
    person = need_person(request)
    found = access.order_to_pack(person, order_id)
    said = request.POST
    try:
        actions.send(
            found.pk,
            said.get("tracking", ""),
            person,
            carrier=said.get("carrier", ""),
            weight_g=_grams(said.get("weight", "")),
        )
    except Refusal as refusal:
        context = _context(request) | {"refused": found.pk, "refusal": sentence(refusal)}
        return render(request, "parcels/packing.html", context, status=refusal.status)
    messages.success(request, _("Marked as sent."))
    return redirect("parcels:packing")


@require_POST
def put_batch(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Say which batch is really in a parcel."""
    person = need_person(request)
    found = access.order_to_pack(person, order_id)
    with refusals_told(request):
        actions.pack([found.pk], person)
        actions.put_batch(found.pk, number(request.POST.get("batch")), person)
        messages.success(request, _("The batch in this parcel is noted."))
    return redirect("trade:order", found.pk)


@require_POST
def say(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Note what became of a parcel on its way, and who said so."""
    person = need_person(request)
    found = access.order_to_pack(person, order_id)
    with refusals_told(request):
        said = request.POST.get("said", "")
        actions.say(found.pk, request.POST.get("state", ""), said, person)
        messages.success(request, _("Noted. The buyer sees it on the order."))
    return redirect("trade:order", found.pk)


@require_POST
def order_waybill(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Order a waybill from a carrier that is set up, and send the parcel under it."""
    person = need_person(request)
    found = access.order_to_pack(person, order_id)
    said = request.POST
    sender = Sender(said.get("name", ""), said.get("mobile", ""), said.get("address", ""))
    with refusals_told(request):
        parcel = actions.order_waybill(found.pk, said.get("carrier", ""), sender, person)
        told = _("The carrier takes it under %(waybill)s.")
        messages.success(request, told % {"waybill": parcel.waybill})
    return redirect("trade:order", found.pk)


@require_POST
def cancel_waybill(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Call a collection off at the carrier."""
    person = need_person(request)
    found = access.order_to_pack(person, order_id)
    with refusals_told(request):
        actions.cancel_waybill(found.pk, person)
        messages.success(request, _("Called off. Please write the number under which it goes."))
    return redirect("trade:order", found.pk)


@never_cache
@require_POST
def pick_list(request: HttpRequest) -> HttpResponse:
    """The lists to print, with addresses; every address on them is kept as opened."""
    person = need_person(request)
    chosen, _chosen = _filtered(access.orders_to_pack(person), request.POST)
    waiting = chosen.filter(state__in=trade.TO_SEND).order_by("placed_at", "id")
    orders = list(waiting[:_PARCELS_A_PAGE])
    note_openings(orders, person, _("pick list"))
    receivers = {each.pk: trade.contact_of(each) for each in orders}
    lines = [(line, receivers[line.order.id]) for line in queries.pack_lines(orders)]
    lines.sort(key=lambda pair: (pair[0].order.product.producer_name, pair[0].order.product.id))
    context = {"lines": lines, "picks": _picks([line for line, _to in lines]), "at": now()}
    return render(request, "parcels/pick_list.html", context)


@require_POST
def pack_file(request: HttpRequest) -> HttpResponse:
    """The pack list as a workbook, with addresses; every address in it is kept as opened."""
    person = need_person(request)
    chosen, _chosen = _filtered(access.orders_to_pack(person), request.POST)
    waiting = chosen.filter(state__in=trade.TO_SEND).order_by("placed_at", "id")
    orders = list(waiting[:_IN_A_FILE_MOST])
    note_openings(orders, person, _("pack list as a file"))
    receivers = {each.pk: trade.contact_of(each) for each in orders}
    rows: list[list[object]] = [
        [
            _("Order"),
            _("Waybill number"),
            _("Producer"),
            _("Good"),
            _("Units"),
            _("Receiver"),
            _("Mobile"),
            _("Address"),
            _("Leaves by"),
            _("Cash to collect (yuan)"),
        ]
    ]
    for line in queries.pack_lines(orders):
        to = receivers[line.order.id]
        station = line.parcel.station_line if line.parcel else ""
        rows.append(
            [
                line.order.number,
                "",
                line.order.product.producer_name,
                line.order.product.title,
                line.order.quantity,
                to.name if to else "",
                to.mobile if to else "",
                station or (to.line if to else ""),
                wall(line.ship_by).strftime("%Y-%m-%d %H:%M") if line.ship_by else "",
                yuan(line.order.total_fen) if line.order.state == "confirmed" else "",
            ]
        )
    return sheets.sent(rows, f"yutang-packing-{wall(now()):%Y%m%d-%H%M}", "xlsx")


def _context(request: HttpRequest) -> dict[str, Any]:
    ours = access.orders_to_pack(need_person(request))
    tab = request.GET.get("tab", "send")
    tab = tab if tab in TABS else "send"
    chosen, asked = _filtered(ours, request.GET)
    shown = queries.quiet_ones(chosen) if tab == "look" else chosen.filter(state__in=TABS[tab])
    page = page_of(request, shown.order_by("placed_at", "id"), _PARCELS_A_PAGE)
    lines = queries.pack_lines(page.object_list)
    return {
        "tab": tab,
        "page": page,
        "groups": _by_product(lines),
        "late": sum(line.late_h > 0 for line in lines) if tab == "send" else 0,
        "asked": asked,
        "keep": "".join(f"{name}={value}&" for name, value in {"tab": tab, **asked}.items()),
        "choices": _choices(ours.filter(state__in=TABS[tab])),
        "carriers": [(key, queries.carrier_name(key)) for key in rules.CARRIERS],
    }


def _by_product(lines: list[PackLine]) -> list[dict[str, Any]]:
    groups: dict[int, list[PackLine]] = {}
    for line in lines:
        groups.setdefault(line.order.product.id, []).append(line)
    return [
        {
            "product": found[0].order.product,
            "lines": found,
            "units": sum(line.order.quantity for line in found),
        }
        for found in groups.values()
    ]


def _picks(lines: list[PackLine]) -> list[dict[str, Any]]:
    """Return what to fetch: units by producer, good and route."""
    picks: dict[tuple[str, int, str], dict[str, Any]] = {}
    for line in lines:
        product = line.order.product
        key = (product.producer_name, product.id, line.route)
        pick = picks.setdefault(key, {"product": product, "route": line.route, "units": 0, "n": 0})
        pick["units"] += line.order.quantity
        pick["n"] += 1
    return [picks[key] for key in sorted(picks)]


def _filtered(orders: QuerySet[Order], said: Any) -> tuple[QuerySet[Order], dict[str, str]]:
    """Return the orders of the producer, good or region that the reader chose, and the choice."""
    asked = {name: str(row_id(said.get(name)) or "") for name in _LENGTHS}
    asked["region"] = "".join(sign for sign in said.get("region", "")[:6] if sign in "0123456789")
    if asked["producer"]:
        orders = orders.filter(lot__product__producer=int(asked["producer"]))
    if asked["product"]:
        orders = orders.filter(lot__product=int(asked["product"]))
    if asked["region"]:
        orders = orders.filter(region_code__startswith=asked["region"])
    return orders, {name: value for name, value in asked.items() if value}


def _choices(orders: QuerySet[Order]) -> dict[str, list[tuple[str, str]]]:
    """Return the producers, goods and provinces of these orders, for choosing."""
    fields = ("lot__product", "lot__product__name", "lot__product__producer")
    found = orders.order_by().values_list(*fields, "lot__product__producer__name").distinct()
    goods: dict[str, str] = {}
    producers: dict[str, str] = {}
    for product, name, producer, producer_name in found[:_CHOICES_MOST]:
        goods[str(product)], producers[str(producer)] = name, producer_name
    codes = set(orders.order_by().values_list("region_code", flat=True).distinct()[:3000])
    provinces = places.names({code[:2] for code in codes if code})
    return {
        "producer": sorted(producers.items(), key=lambda pair: pair[1]),
        "product": sorted(goods.items(), key=lambda pair: pair[1]),
        "region": sorted(provinces.items()),
    }


def _ids(texts: list[str]) -> list[UUID]:
    """Return the orders that a form names; what names none is passed over."""
    found = []
    for text in texts[:_IN_A_FILE_MOST]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _grams(text: str) -> int | None:
    """Return the grams of kilograms as typed; None for none.

    Raises:
        BadWeight: it is no number.
    """
    if not text.strip():
        return None
    try:
        return round(float(text) * 1000)
    except (ValueError, OverflowError) as error:
        raise BadWeight from error
