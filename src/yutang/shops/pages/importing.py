"""Tables of shops, months, orders and lines: templates, the dry run, what was brought in."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of
from yutang.plumbing.sheets import trial
from yutang.plumbing.sheets.columns import Column
from yutang.plumbing.sheets.trial import Upload
from yutang.plumbing.sheets.writing import sent_template
from yutang.shops import access
from yutang.shops.actions import importing
from yutang.shops.columns import LINES, MONTHS, ORDERS, SHOPS
from yutang.shops.errors import TypedHere
from yutang.shops.forms import AsOfForm
from yutang.shops.models import Listing, ShopImport
from yutang.shops.queries import register
from yutang.shops.queries.deciding import OrdersDecided, decide_months, decide_orders
from yutang.shops.queries.deciding_lines import LinesDecided, decide_lines
from yutang.shops.queries.deciding_shops import decide_shops
from yutang.shops.rules.platforms import OWN

_IMPORTS_A_PAGE = 30
_TEMPLATES: dict[str, tuple[Column, ...]] = {
    "shops": SHOPS,
    "months": MONTHS,
    "orders": ORDERS,
    "lines": LINES,
}


@never_cache
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """What was brought in, and the ways to bring in more; for clerks."""
    page = page_of(request, access.imports_of(need_person(request)), _IMPORTS_A_PAGE)
    return render(request, "shops/imports.html", {"page": page})


@never_cache
@require_safe
def imported(request: HttpRequest, shop_import: int) -> HttpResponse:
    """One import: its counts, and the months that came with it and still stand."""
    found = access.import_for(need_person(request), shop_import)
    months = register.months_brought_by(found.pk)
    rows = [(each, register.platform_name(each.listing.platform)) for each in months]
    return render(request, "shops/import_done.html", {"found": found, "rows": rows})


@require_safe
def template(request: HttpRequest, table: str) -> HttpResponse:
    """A table to fill in, as XLSX, or as CSV when asked for."""
    if table not in _TEMPLATES:
        raise NotFound
    form = "csv" if request.GET.get("form") == "csv" else "xlsx"
    return sent_template(_TEMPLATES[table], f"yutang-{table}", form)  # type: ignore[arg-type]


@never_cache
@form_page
def import_shops(request: HttpRequest) -> HttpResponse:
    """Bring in shops and their listings; for clerks, within their places."""
    person = need_person(request)
    within = access.registers(person)
    if not within:
        raise NotFound
    job = trial.Import(
        person.pk,
        decide=lambda upload: decide_shops(upload.data, within).outcome,
        write=lambda upload, mark: importing.told(importing.import_shops(upload, mark, person)),
        template="shops/import.html",
        leads_to=reverse("shops:imports"),
        context={"kind": "shops"},
    )
    return trial.page(request, job)


@never_cache
@form_page
def import_months(request: HttpRequest) -> HttpResponse:
    """Bring in months of shops that are registered; for clerks, within their places."""
    person = need_person(request)
    within = access.registers(person)
    if not within:
        raise NotFound
    job = trial.Import(
        person.pk,
        decide=lambda upload: decide_months(upload.data, within, _as_of(upload)).outcome,
        write=lambda upload, mark: importing.told(
            importing.import_months(upload, mark, _as_of(upload), person)
        ),
        template="shops/import.html",
        leads_to=reverse("shops:imports"),
        form=AsOfForm,
        context={"kind": "months"},
    )
    return trial.page(request, job)


@never_cache
@form_page
def import_orders(request: HttpRequest, shop_listing: int) -> HttpResponse:
    """Bring in a listing's orders, as months without buyers; for its keeper and its clerk."""
    return _of_listing(request, shop_listing, "orders", decide_orders, importing.import_orders)


@never_cache
@form_page
def import_lines(request: HttpRequest, shop_listing: int) -> HttpResponse:
    """Bring in what a listing sold, line by line; for its keeper and its clerk."""
    return _of_listing(request, shop_listing, "lines", decide_lines, importing.import_lines)


def _of_listing(
    request: HttpRequest,
    listing_id: int,
    kind: str,
    decide: Callable[[bytes, Listing, date], OrdersDecided | LinesDecided],
    write: Callable[[Upload, str, int, date, Person], ShopImport],
) -> HttpResponse:
    person = need_person(request)
    listing = access.listing_to_keep(person, listing_id)
    if listing.platform == OWN:
        raise TypedHere
    job = trial.Import(
        person.pk,
        decide=lambda upload: decide(upload.data, listing, _as_of(upload)).outcome,
        write=lambda upload, mark: importing.told(
            write(upload, mark, listing.pk, _as_of(upload), person)
        ),
        template="shops/import.html",
        leads_to=reverse("shops:shop", args=[listing.shop_id]),
        form=AsOfForm,
        context={
            "kind": kind,
            "listing": listing,
            "platform": register.platform_name(listing.platform),
        },
    )
    return trial.page(request, job)


def _as_of(upload: Upload) -> date:
    """Return the day that the form asked for; it was checked, and travels with the ticket."""
    try:
        return min(date.fromisoformat(upload.answers.get("as_of", "")), today())
    except ValueError:
        return today()
