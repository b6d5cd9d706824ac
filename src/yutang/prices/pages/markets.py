"""Markets: who publishes prices, where, under which terms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import form_page, page_of, refusals_in
from yutang.prices import access, actions
from yutang.prices.forms import MarketForm
from yutang.prices.queries.markets import markets as all_markets

_A_PAGE = 40


@require_safe
def markets(request: HttpRequest) -> HttpResponse:
    """Every market with its source and terms; public."""
    page = page_of(request, all_markets(), _A_PAGE)
    person = person_of(request)
    keeps = access.keeps_prices(person)
    ours = set(access.markets_of(person).values_list("pk", flat=True)) if person and keeps else ()
    context = {
        "page": page,
        "codes": {each.place_code for each in page if each.place_code},
        "keeps": keeps,
        "ours": ours,
    }
    return render(request, "prices/markets.html", context)


@never_cache
@form_page
def new_market(request: HttpRequest) -> HttpResponse:
    """Register a market; for clerks."""
    person = access.need_keeper(need_person(request))
    form = MarketForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.add_market(form.facts(), person)
            messages.success(request, _("Saved."))
            return redirect("prices:markets")
    return _form(request, form, "")


@never_cache
@form_page
def edit_market(request: HttpRequest, market_id: int) -> HttpResponse:
    """Correct a market; for the clerks of the place that keeps it."""
    person = need_person(request)
    found = access.market_for(person, market_id)
    initial = {
        "name": found.name, "place": found.place_code, "source": found.source,
        "source_url": found.source_url, "terms": found.terms,
    }  # fmt: skip
    form = MarketForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.edit_market(found.pk, form.facts(), person)
            messages.success(request, _("Saved."))
            return redirect("prices:markets")
    return _form(request, form, found.name)


def _form(request: HttpRequest, form: MarketForm, name: str) -> HttpResponse:
    context = {"form": form, "name": name}
    return render(request, "prices/market.html", context, status=422 if form.errors else 200)
