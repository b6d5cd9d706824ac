"""Planning: whoever runs sales makes them and says who helps; lineups are in `lineup.py`."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.live import access, actions, queries, rehearsals
from yutang.live.actions import Plan
from yutang.live.covers import keep_cover
from yutang.live.errors import UnknownHost
from yutang.live.forms import HelperForm, SaleForm
from yutang.live.models import Sale
from yutang.people import access as people
from yutang.people import queries as persons
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.plumbing.pages import form_page, number, refusals_in, refusals_told

_COUNTIES_SHOWN = 8
_OWN_COUNTIES_MAX = 14


@require_safe
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


@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Plan a sale."""
    person = need_person(request)
    if not access.plans_sales(person):
        raise NotFound
    form = SaleForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        sale = _save(request, form, person, None)
        if sale is not None:
            return redirect("live:plan-lineup", sale.pk)
    return _sale_page(request, form, person, None)


@form_page
def edit(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Change what a sale is planned with."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id, "plan")
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SaleForm(sent[0], sent[1], initial=SaleForm.initial_of(sale))
    if request.method == "POST" and _save(request, form, person, sale) is not None:
        return redirect("live:plan-lineup", sale.pk)
    return _sale_page(request, form, person, sale)


@require_safe
def counties(request: HttpRequest) -> HttpResponse:
    """Counties by name, for the picker: [{"code", "name"}]."""
    need_person(request)
    found = places.find(request.GET.get("q", ""), _COUNTIES_SHOWN * 3)
    codes = [place.code for place in found if place.level == Level.COUNTY][:_COUNTIES_SHOWN]
    names = places.full_names(codes)
    return JsonResponse({"counties": [{"code": code, "name": names[code]} for code in codes]})


@require_POST
def add_helper(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Let somebody help, by their mobile number."""
    person = need_person(request)
    access.sale_for(person, sale_id, "plan")
    form = HelperForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            helper = _known(form.cleaned_data["mobile"])
            actions.add_helper(sale_id, helper, form.cleaned_data["role"], person)
    else:
        messages.error(request, _("Give the mobile number of the helper."))
    return _lead_to_helpers(sale_id)


@require_POST
def remove_helper(request: HttpRequest, sale_id: int) -> HttpResponse:
    helper, role = number(request.POST.get("person")), request.POST.get("role", "")
    person = need_person(request)
    access.sale_for(person, sale_id, "plan")
    with refusals_told(request):
        actions.remove_helper(sale_id, helper, role, person)
    return _lead_to_helpers(sale_id)


def _lead_to_helpers(sale_id: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("live:plan-lineup", args=[sale_id]) + "#helpers")


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
    with refusals_in(form):
        host = _host(form, person, sale)
        if not access.may_plan(person, codes, host_id=host.pk):
            form.add_error(None, _("You can plan sales only of counties that are yours to run."))
            return None
        plan = _plan(form, codes)
        if sale is None:
            return actions.plan_sale(plan, host=host, by=person)
        return actions.edit_sale(sale.pk, plan, host=host)
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
