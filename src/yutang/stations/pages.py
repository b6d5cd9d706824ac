"""Pages of the stations room: registering for clerks; at the counter, on a phone, for keepers."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound, Refusal
from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person
from yutang.places import access as place_access
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.plumbing.reader import sentence
from yutang.stations import access, actions, queries
from yutang.stations.forms import StationForm
from yutang.stations.models import Station, StationKind
from yutang.trade import access as trade_access
from yutang.trade import queries as trade

_STATIONS_A_PAGE = 30
_LOTS_MOST = 60


@never_cache
@require_safe
def stations(request: HttpRequest) -> HttpResponse:
    """The stations that the reader keeps or registers."""
    person = need_person(request)
    page = page_of(request, access.need_stations(person), _STATIONS_A_PAGE)
    names = places.full_names({station.place_code for station in page.object_list})
    rows = [(station, names[station.place_code]) for station in page.object_list]
    context = {"page": page, "rows": rows, "registers": bool(access.registers(person))}
    return render(request, "stations/stations.html", context)


@require_safe
def of_place(request: HttpRequest, code: str) -> HttpResponse:
    """The stations in use in a place, for everybody."""
    place = place_access.place(code)
    page = page_of(request, queries.stations_in(place.code), _STATIONS_A_PAGE)
    context = {
        "place": places.full_name(place.code),
        "code": place.code,
        "page": page,
        "codes": {each.place_code for each in page.object_list},
    }
    return render(request, "stations/of_place.html", context)


@form_page
def new_station(request: HttpRequest) -> HttpResponse:
    """Register a station; for clerks, within their places."""
    person = need_person(request)
    if not access.registers(person):
        raise NotFound
    form = StationForm(_said(request))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.register(form.facts(), person)
            messages.success(request, _("%(name)s is registered.") % {"name": made.name})
            return redirect("stations:station", made.pk)
    return _form(request, form, None)


@form_page
def edit_station(request: HttpRequest, station_id: int) -> HttpResponse:
    """Change what is written about a station, or close it; for clerks of its place."""
    person = need_person(request)
    found = access.station_to_register(person, station_id)
    if request.method == "POST" and "close" in request.POST:
        actions.close(found.pk, person)
        messages.success(request, _("The station is closed: no parcel is sent there any more."))
        return redirect("stations:stations")
    form = StationForm(_said(request), initial=StationForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.edit(found.pk, form.facts(), person)
            messages.success(request, _("Saved."))
            return redirect("stations:station", found.pk)
    return _form(request, form, found)


@never_cache
@require_safe
def station(request: HttpRequest, station_id: int) -> HttpResponse:
    """At the station: the code to enter, what waits, what comes."""
    found = access.station_for(need_person(request), station_id)
    return render(request, "stations/station.html", _at(request, found))


@require_POST
def arrive(request: HttpRequest, station_id: int) -> HttpResponse:
    """A parcel arrived, by its number."""
    person = need_person(request)
    found = access.station_for(person, station_id)
    with refusals_told(request):
        actions.arrive(found.pk, request.POST.get("waybill", ""), person)
        messages.success(request, _("Noted. The buyer sees a pickup code on the order."))
    return redirect("stations:station", found.pk)


@never_cache
@require_POST
def hand_over(request: HttpRequest, station_id: int) -> HttpResponse:
    """Give a parcel to whoever has its code."""
    person = need_person(request)
    found = access.station_for(person, station_id)
    said = request.POST
    try:
        actions.hand_over(
            found.pk,
            said.get("code", ""),
            person,
            taken_by=said.get("taken_by", ""),
            has_cash="has_cash" in said,
        )
    except NotFound:
        raise
    except Refusal as refusal:
        context = _at(request, found) | {"refusal": sentence(refusal), "typed": said}
        context["asks_cash"] = refusal.code == "cash_first"
        return render(request, "stations/station.html", context, status=refusal.status)
    messages.success(request, _("Handed over. Who took it and when is kept."))
    return redirect("stations:station", found.pk)


@never_cache
@form_page
def counter(request: HttpRequest, station_id: int) -> HttpResponse:
    """Sell from the shelf for cash: good, units, cash received."""
    person = need_person(request)
    found = access.station_for(person, station_id)
    if found.kind != StationKind.SHOP:
        raise NotFound
    context: dict[str, Any] = {}
    if request.method == "POST":
        said = request.POST
        try:
            sale = actions.sell(
                number(said.get("shelf")),
                row_id(said.get("units")) or 0,
                _key(said.get("key", "")),
                person,
                mobile=said.get("mobile", ""),
            )
            return redirect("stations:receipt", found.pk, sale.order_id)
        except NotFound:
            raise
        except Refusal as refusal:
            context = {"refusal": sentence(refusal), "status": refusal.status, "typed": said}
    context |= {
        "station": found,
        "shelves": [shelf for shelf in queries.shelves_of(found) if shelf.left and shelf.is_open],
        "sales": queries.sales_today(found),
        "key": uuid4(),
    }
    return render(request, "stations/counter.html", context, status=context.get("status", 200))


@never_cache
@require_safe
def receipt(request: HttpRequest, station_id: int, receipt_order: UUID) -> HttpResponse:
    """The receipt of a sale over the counter."""
    found = access.station_for(need_person(request), station_id)
    view = queries.receipt_of(found, receipt_order)
    if view is None:
        raise NotFound
    return render(request, "stations/receipt.html", {"station": found, "receipt": view})


@never_cache
@form_page
def shelves(request: HttpRequest, station_id: int) -> HttpResponse:
    """What lies on the shelves; whoever sells a lot puts units of it there."""
    person = need_person(request)
    found = access.station_for(person, station_id)
    if found.kind != StationKind.SHOP:
        raise NotFound
    if request.method == "POST":
        said = request.POST
        with refusals_told(request):
            units = row_id(said.get("units")) or 0
            actions.put_on_shelf(found.pk, number(said.get("lot")), units, person)
            messages.success(request, _("Noted: on the shelf, and off sale elsewhere."))
        return redirect("stations:shelves", found.pk)
    ids = list(trade_access.lots_to_sell(person).filter(shelf=None)[:_LOTS_MOST])
    lots = trade.lot_views([lot.pk for lot in ids])
    context = {
        "station": found,
        "shelves": queries.shelves_of(found),
        "lots": [lot for lot in lots if lot.available],
    }
    return render(request, "stations/shelves.html", context)


@require_POST
def take_back(request: HttpRequest, station_id: int, shelf_id: int) -> HttpResponse:
    """Take unsold units back from a shelf."""
    person = need_person(request)
    found = access.station_for(person, station_id)
    shelf = access.shelf_for(person, shelf_id)
    if shelf.station_id != found.pk:
        raise NotFound
    with refusals_told(request):
        actions.take_back(shelf.pk, row_id(request.POST.get("units")) or 0, person)
        messages.success(request, _("Noted: taken back, and on sale again where it came from."))
    return redirect("stations:shelves", found.pk)


@require_POST
def direct(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The sender sends a parcel to a station, or to the address after all."""
    person = need_person(request)
    trade_access.order_to_pack(person, order_id)
    with refusals_told(request):
        actions.direct(order_id, row_id(request.POST.get("station")), person)
        messages.success(request, _("Noted. It stands on the packing list."))
    return redirect("trade:order", order_id)


def _said(request: HttpRequest) -> QueryDict | None:
    """Return what was typed, also when that is nothing; None where nobody was asked yet."""
    return request.POST if request.method == "POST" else None


def _at(request: HttpRequest, found: Station) -> dict[str, Any]:
    person = need_person(request)
    return {
        "station": found,
        "place": places.full_name(found.place_code),
        "waiting": queries.waiting(found),
        "coming": queries.coming(found),
        "is_shop": found.kind == StationKind.SHOP,
        "registers": any(found.place_code.startswith(code) for code in access.registers(person)),
    }


def _form(request: HttpRequest, form: StationForm, found: Station | None) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "stations/form.html", {"form": form, "station": found}, status=status)


def _key(text: str) -> UUID:
    """Return the sale's key; a form without one is none of ours."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
