"""Shops: the list of those one keeps or registers, a shop's page, its form, its listings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.shops import access, actions
from yutang.shops.forms import ListingForm, MonthForm, ShopForm
from yutang.shops.models import KeeperKind, Shop
from yutang.shops.queries import limits, register
from yutang.shops.rules.limits import limit_of

_SHOPS_A_PAGE = 40


@never_cache
@require_safe
def shops(request: HttpRequest) -> HttpResponse:
    """The shops that the reader keeps or registers."""
    person = need_person(request)
    found = access.need_shops(person)
    text = request.GET.get("q", "").strip()[:60]
    if text:
        found = found.filter(name__icontains=text)
    page = page_of(request, found, _SHOPS_A_PAGE)
    context = {
        "page": page,
        "shops": register.shop_views(page.object_list),
        "registers": bool(access.registers(person)),
        "text": text,
    }
    return render(request, "shops/shops.html", context)


@never_cache
@require_safe
def shop(request: HttpRequest, shop_id: int) -> HttpResponse:
    """A shop: to everybody its kind, places and platforms; months to its keeper and its clerk."""
    person, found = person_of(request), access.shop(shop_id)
    context: dict[str, Any] = {
        "shop": register.shop_views([found])[0],
        "listings": register.listings_of(found.pk),
        "runs": access.runs(person, found),
        "registers": access.registers_at(person, found.village_code),
    }
    if context["runs"]:
        context |= _inside(request, found, context["listings"])
    return render(request, "shops/shop.html", context)


@form_page
def new_shop(request: HttpRequest) -> HttpResponse:
    """Register a shop; for clerks, within their places."""
    person = need_person(request)
    within = access.registers(person)
    if not within:
        raise NotFound
    form = ShopForm(_said(request), person=person)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.register(form.facts(within), person)
            messages.success(request, _("%(name)s is registered.") % {"name": made.name})
            return redirect("shops:shop", made.pk)
    return _form(request, form, None)


@form_page
def edit_shop(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Change what is written about a shop; for clerks of its village."""
    person = need_person(request)
    found = access.shop_to_register(person, shop_id)
    form = ShopForm(_said(request), person=person, initial=ShopForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            facts = form.facts(access.registers(person), is_demo=found.is_demo)
            actions.edit(found.pk, facts, person)
            messages.success(request, _("Saved."))
            return redirect("shops:shop", found.pk)
    return _form(request, form, found)


@never_cache
@require_POST
def open_keeper(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Open the keeper's name and number, for a reason that is kept."""
    person = need_person(request)
    found = access.shop_to_register(person, shop_id)
    with refusals_told(request):
        keeper = actions.open_keeper(found.pk, person, request.POST.get("reason", ""))
        context = {"shop": register.shop_views([found])[0], "keeper": keeper}
        return render(request, "shops/keeper.html", context)
    return redirect("shops:shop", found.pk)


@form_page
def new_listing(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Write down where a shop is listed; for clerks of its village."""
    person = need_person(request)
    found = access.shop_to_register(person, shop_id)
    form = ListingForm(_said(request), initial={"opened_on": found.opened_on})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.list_shop(found.pk, form.facts(), person)
            messages.success(request, _("Saved."))
            return redirect("shops:shop", found.pk)
    context = {"form": form, "shop": found}
    return render(request, "shops/listing.html", context, status=422 if form.errors else 200)


def _inside(request: HttpRequest, found: Shop, listings: list[Any]) -> dict[str, Any]:
    """Return what only the keeper and the clerk see."""
    years = register.years_of(found.pk)
    asked = row_id(request.GET.get("year"))
    year = asked if asked in years else (years[0] if years else today().year)
    typed = [each for each in listings if not each.is_own]
    return {
        "keeper": found.keeper_masked or found.keeper_name,
        "phone_tail": found.phone_tail,
        "is_person": found.keeper_kind == KeeperKind.PERSON,
        "credit_code": found.credit_code,
        "own_grown": found.own_grown,
        "years": years,
        "year": year,
        "months": register.month_views(found.pk, year),
        "bars": register.bars_of(found.pk),
        "standing": limits.standing_of(found, year),
        "limit": limit_of(year),
        "enter": MonthForm(listings=typed) if typed else None,
    }


def _said(request: HttpRequest) -> QueryDict | None:
    """Return what was typed, also when that is nothing; None where nobody was asked yet."""
    return request.POST if request.method == "POST" else None


def _form(request: HttpRequest, form: ShopForm, found: Shop | None) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "shops/form.html", {"form": form, "shop": found}, status=status)
