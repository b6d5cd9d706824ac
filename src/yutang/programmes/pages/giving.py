"""Funds at work: opening one, noting donations; a donation followed to what was done with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.programmes import access, actions, queries
from yutang.programmes.forms import DonationForm, FundForm, GiveBackForm
from yutang.programmes.models import Donation
from yutang.programmes.pages.asking import ask
from yutang.programmes.queries import waiting

_ROWS_A_PAGE = 30


@never_cache
@form_page
def new_fund(request: HttpRequest) -> HttpResponse:
    """Open a fund."""
    person = need_person(request)
    codes = people.places_of(person, "clerk")
    if not codes:
        raise NotFound
    initial = {"place": places.full_name(codes[0]) if codes[0] else ""}
    form = FundForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            made = actions.open_fund(
                said["name"],
                said["direction"],
                said["place"],
                said["aim"],
                person,
                key=said["key"],
                scheme=said["scheme"],
            )
            messages.success(request, _("The fund is open. Now note what comes in."))
            return redirect("programmes:donations", made.pk)
    return ask(request, {"form": form, "page_name": "fund"})


@never_cache
@require_safe
def donations(request: HttpRequest, fund_id: int) -> HttpResponse:
    """A fund's donations, for the clerks of its place."""
    person = need_person(request)
    found = access.fund_for(person, fund_id)
    page = page_of(request, waiting.donations(found.pk), _ROWS_A_PAGE)
    context = {
        "fund": queries.fund_view(found.pk),
        "page": page,
        "rows": waiting.donation_views(page.object_list),
    }
    return render(request, "programmes/donations.html", context)


@never_cache
@form_page
def note_donation(request: HttpRequest, fund_id: int) -> HttpResponse:
    """Note what the bank's receipt says."""
    person = need_person(request)
    found = access.fund_for(person, fund_id)
    donors = waiting.donor_choices(person, found.place_code)
    form = DonationForm(request.POST or None, donors=donors)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            known = form.cleaned_data["donor"]
            donor = (
                number(known)
                if known
                else actions.write_donor(found.pk, form.donor_facts(), person).pk
            )
            made = actions.note_donation(
                found.pk, donor, form.facts(), person, key=form.cleaned_data["key"]
            )
            messages.success(request, _("Noted. It counts once a second person has confirmed it."))
            return redirect("programmes:donation", made.pk)
    context = {"form": form, "fund": queries.fund_view(found.pk), "page_name": "donation"}
    return ask(request, context)


@never_cache
@require_safe
def donation(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Where a donation is, to the fen: for its donor, and for clerks of the fund's place."""
    person = need_person(request)
    found = access.donation_for(person, donation_id)
    return render(request, "programmes/donation.html", _context(person, found))


@require_POST
def give_back(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Note that a donation goes back; a second person confirms."""
    person = need_person(request)
    found = access.donation_for(person, donation_id)
    access.need_clerk(person, found.fund.place_code)
    form = GiveBackForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            actions.ask_to_give_back(
                found.pk,
                said["amount"],
                said["words"],
                said["bank_reference"],
                person,
                key=said["key"],
            )
            messages.success(request, _("Noted. A second person confirms it."))
            return redirect("programmes:donation", found.pk)
    return ask(request, _context(person, found, form), "programmes/donation.html")


@never_cache
@require_POST
def donor(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Show who gave, to a clerk with a reason; that it was opened is kept."""
    person = need_person(request)
    found = access.donation_for(person, donation_id)
    access.need_clerk(person, found.fund.place_code)
    context = _context(person, found)
    with refusals_told(request):
        name, contact = actions.open_donor(
            found.fund_id, found.donor_id, person, request.POST.get("reason", "")
        )
        context |= {"donor_name": name, "donor_contact": contact}
        return render(request, "programmes/donation.html", context)
    return redirect("programmes:donation", found.pk)


@never_cache
@require_safe
def giving(request: HttpRequest) -> HttpResponse:
    """What the reader has given, and the way to where it is."""
    person = need_person(request)
    page = page_of(request, access.donations_of(person), _ROWS_A_PAGE)
    context = {"page": page, "rows": waiting.donation_views(page.object_list)}
    return render(request, "programmes/giving.html", context)


def _context(person: Person, found: Donation, form: GiveBackForm | None = None) -> dict[str, Any]:
    followed = queries.followed(found.pk, found.fund_id) if found.state == "confirmed" else None
    decides = access.decides(person, found.fund.place_code)
    return {
        "donation": waiting.donation_views([found])[0],
        "followed": followed,
        "programmes": queries.with_programmes(followed) if followed else [],
        "decides": decides,
        "own": found.noted_by_id == person.pk,
        "back_form": form or GiveBackForm(),
    }
