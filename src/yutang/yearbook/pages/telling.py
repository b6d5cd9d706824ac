"""Clerks of a place tell, correct and withdraw facts, and choose between sources."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.people.sessions import need_person
from yutang.places import access as places
from yutang.plumbing.pages import form_page, refusals_in, refusals_told
from yutang.yearbook import access, actions, queries
from yutang.yearbook.forms import FactForm
from yutang.yearbook.models import Fact

_TAKEN_ALONG = ("kind", "year", "about", "source", "method")


@never_cache
@form_page
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a fact; a fact that stands is corrected the same way, by its source's newer value."""
    person = need_person(request)
    place = places.place(code)
    access.need_teller(person, place.code)
    kinds = queries.kinds()
    if request.method == "POST":
        form = FactForm(request.POST, request.FILES, kinds=kinds)
        if form.is_valid():
            with refusals_in(form):
                made = actions.record(place.code, by=person, **form.told())
                messages.success(request, _("Kept. It stands with its source and your office."))
                return redirect(address_of(made))
    else:
        given = {name: request.GET[name] for name in _TAKEN_ALONG if name in request.GET}
        form = FactForm(kinds=kinds, initial=given)
    context: dict[str, Any] = {"form": form, "place": place}
    return render(request, "yearbook/tell.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, fact_id: int) -> HttpResponse:
    """Take a fact back, with the reason."""
    person = need_person(request)
    fact = access.fact_for(person, fact_id)
    with refusals_told(request):
        actions.withdraw(fact_id, person, request.POST.get("reason", ""))
        messages.success(request, _("Withdrawn. It and the reason stay in the history."))
    return redirect(address_of(fact))


@require_POST
def choose(request: HttpRequest, fact_id: int) -> HttpResponse:
    """Say which of several sources stands, and why."""
    person = need_person(request)
    fact = access.fact_for(person, fact_id)
    with refusals_told(request):
        actions.choose(fact_id, person, request.POST.get("reason", ""))
        messages.success(request, _("Noted. This source stands from now on."))
    return redirect(address_of(fact))


def address_of(fact: Fact) -> str:
    """Return the address of the page about a fact."""
    path = reverse("yearbook:fact", args=[fact.place_code, fact.kind.name, fact.year])
    return f"{path}?{urlencode({'about': fact.about})}" if fact.about else path
