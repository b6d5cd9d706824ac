"""Pages of the customs room: rates, declarations, lists; and the currency a reader chooses."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.customs import access, actions, queries, rules
from yutang.customs.errors import BadRate
from yutang.customs.forms import DeclarationForm, RateForm, RatesForm, SettingsForm
from yutang.customs.panels import CURRENCY_COOKIE
from yutang.goods import access as goods
from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing import sheets
from yutang.plumbing.pages import form_page, number, refusals_in, refusals_told
from yutang.plumbing.reader import remember

_DAYS_SHOWN = 30
_RATES_SHOWN = 60
_RATES_AT_ONCE = 2000
_COUNTY_DIGITS = 6


@never_cache
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """The orders of a period as rows of a customs list: which are whole, what others lack."""
    person = need_person(request)
    access.need_clerk(person)
    start, end = _period(request)
    rows: list[rules.Row] = []
    with refusals_told(request):
        rows = queries.rows(person, start, end)
    context = {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "whole": [row for row in rows if row.is_whole],
        "lacking": [row for row in rows if not row.is_whole],
        "most": queries.ORDERS_MOST,
        "is_cut": len(rows) == queries.ORDERS_MOST,
        "counties": _counties(request),
    }
    return render(request, "customs/lists.html", context)


@never_cache
@require_safe
def list_file(request: HttpRequest, form: sheets.Form) -> HttpResponse:
    """The whole rows of the orders chosen, as a file; what lacks a field is left out."""
    person = need_person(request)
    access.need_clerk(person)
    start, end = _period(request)
    rows = queries.rows(person, start, end, request.GET.getlist("order"))
    titles = [[column.title for column in rules.COLUMNS], [column.name for column in rules.COLUMNS]]
    whole = [row.cells for row in rows if row.is_whole]
    return sheets.sent([*titles, *whole], f"customs-9610-{start:%Y%m%d}-{end:%Y%m%d}", form)


@never_cache
@form_page
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """What a county's lists say of itself."""
    people.require(need_person(request), "clerk", code)
    if len(code) != _COUNTY_DIGITS or not places.full_name(code):
        raise NotFound
    data, status = (request.POST, 422) if request.method == "POST" else (None, 200)
    form = SettingsForm(data, initial=vars(queries.settings_of(code)))
    if data is not None and form.is_valid():
        actions.set_settings(code, form.settings())
        messages.success(request, _("Saved."))
        return redirect("customs:lists")
    context = {"form": form, "county": places.full_name(code)}
    return render(request, "customs/settings.html", context, status=status)


@never_cache
@form_page
def rates(request: HttpRequest) -> HttpResponse:
    """The rates written down, newest first; one more by hand."""
    person = need_person(request)
    access.need_clerk(person)
    data, status = (request.POST, 422) if request.method == "POST" else (None, 200)
    form = RateForm(data, initial={"day": wall(now()).date()})
    if data is not None and form.is_valid():
        with refusals_in(form):
            actions.set_rate(form.facts(), person)
            messages.success(request, _("The rate is written down."))
            return redirect("customs:rates")
    context = {"form": form, "file_form": RatesForm(), "rates": queries.latest_rates(_RATES_SHOWN)}
    return render(request, "customs/rates.html", context, status=status)


@require_POST
def take_rates(request: HttpRequest) -> HttpResponse:
    """Rates from a file, all lines or none."""
    person = need_person(request)
    access.need_clerk(person)
    sent = request.FILES.get("file")
    with refusals_told(request):
        try:
            lines = sheets.rows_in(sent.read() if sent else b"", _RATES_AT_ONCE)
        except sheets.Unreadable as error:
            raise BadRate(text=sent.name if sent else "") from error
        count = actions.take_rates(lines, person)
        messages.success(request, _("%(count)d rates are written down.") % {"count": count})
    return redirect("customs:rates")


@never_cache
@form_page
def declaration(request: HttpRequest, product_id: int) -> HttpResponse:
    """What a customs list needs of a product; for those who run its register."""
    product = goods.product_for(need_person(request), product_id)
    said = queries.declaration_of(product_id)
    data, status = (request.POST, 422) if request.method == "POST" else (None, 200)
    net_g = product.net_weight_g
    usual = {"declared_name": product.name, "origin_country": "CN", "net_g": net_g}
    form = DeclarationForm(data, initial=vars(said) if said else usual)
    if data is not None and form.is_valid():
        with refusals_in(form):
            actions.declare(product_id, form.facts())
            messages.success(request, _("Saved."))
            return redirect("goods:product-edit", product_id)
    context = {"form": form, "product": product, "is_declared": said is not None}
    return render(request, "customs/declaration.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, product_id: int) -> HttpResponse:
    """Sell the product across the border no more."""
    goods.product_for(need_person(request), product_id)
    actions.withdraw(product_id)
    messages.success(request, _("It is no longer on customs lists."))
    return redirect("goods:product-edit", product_id)


@require_POST
def choose_currency(request: HttpRequest) -> HttpResponse:
    """Show prices in another currency too, for a year in this browser; empty ends it."""
    response = redirect("goods:product", number(request.POST.get("product")))
    chosen = request.POST.get("currency", "")
    remember(response, CURRENCY_COOKIE, chosen if chosen in rules.CURRENCIES else "")
    return response


def _period(request: HttpRequest) -> tuple[date, date]:
    today = wall(now()).date()
    start = _day(request.GET.get("from"), today - timedelta(days=_DAYS_SHOWN))
    return start, _day(request.GET.get("to"), today)


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise


def _counties(request: HttpRequest) -> list[tuple[str, str]]:
    held = access.need_clerk(need_person(request))
    codes = [code for code in held if len(code) == _COUNTY_DIGITS]
    return [(code, places.full_name(code)) for code in codes]
