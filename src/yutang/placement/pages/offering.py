"""Offering work: writing, the county's check, answering who asks."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.goods import access as goods
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.placement import access, actions, queries
from yutang.placement.forms import OfferForm, day_said
from yutang.placement.queries import applying
from yutang.placement.queries.board import flagged
from yutang.placement.rules import applying as arrows
from yutang.placement.rules import offers as rules
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told

_ROWS_A_PAGE = 30
_PRODUCERS_MOST = 100


@never_cache
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """The offers that the reader runs, and above them those that wait for their check."""
    person = need_person(request)
    if not access.may_offer(person):
        raise NotFound
    page = page_of(request, access.offers_of(person).order_by("-since", "-pk"), _ROWS_A_PAGE)
    to_check = []
    if access.offered_at(person):
        try:
            to_check = queries.cards(access.offers_to_check(person).order_by("since"))
        except NotFound:
            to_check = []
    context = {"page": page, "rows": queries.cards(page.object_list), "to_check": to_check}
    return render(request, "placement/offers.html", context)


@never_cache
@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Write down an offer."""
    person = need_person(request)
    if not access.may_offer(person):
        raise NotFound
    form = OfferForm(request.POST or None, whose=_whose(person), initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = _written(form, person)
            return redirect("placement:offer-run", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/offer_edit.html", {"form": form}, status=status)


@never_cache
@form_page
def edit(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Write a draft anew, or one that was returned."""
    person = need_person(request)
    found = access.offer_for(person, offer_id)
    initial: dict[str, Any] = {
        name: getattr(found, name) for name in rules.OfferFacts._fields if name != "contact"
    }
    initial |= {
        "key": found.key,
        "contact": actions.offer_contact(found),
        "pay_from_fen": found.pay_from_fen / 100 or None,
        "pay_to_fen": found.pay_to_fen / 100 or None,
    }
    form = OfferForm(request.POST or None, whose=[("same", found.offered_by)], initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.write(found.pk, form.facts(), person)
            messages.success(request, _("Kept."))
            return redirect("placement:offer-run", found.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "offer": found}
    return render(request, "placement/offer_edit.html", context, status=status)


@never_cache
@require_safe
def run(request: HttpRequest, offer_id: int) -> HttpResponse:
    """How an offer stands, who asked for it, and what the reader can do."""
    person = need_person(request)
    found = access.offer_for(person, offer_id)
    asked = found.applications.select_related("offer", "member").order_by("-at")
    context = {
        "found": found,
        "offer": queries.offer_view(found),
        "codes": [found.place_code],
        "contact": actions.offer_contact(found),
        "steps": found.steps.select_related("by"),
        "applications": applying.views(asked, person),
        "may_edit": found.state in rules.EDITABLE,
        "may": rules.ARROWS[found.state],
        "checks": access.checks(person, found),
        "is_own": access.is_own_offer(person, found),
        "flagged": flagged(found),
    }
    return render(request, "placement/offer_run.html", context)


@require_POST
def step(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Send, take back, publish, return or close an offer."""
    person = need_person(request)
    found = access.offer_for(person, offer_id)
    reason = request.POST.get("reason", "")
    steps: dict[str, Callable[[], object]] = {
        "send": lambda: actions.send(found.pk, person),
        "take_back": lambda: actions.take_back(found.pk, person),
        "publish": lambda: actions.check(found.pk, "public", reason, person),
        "return": lambda: actions.check(found.pk, "returned", reason, person),
        "close": lambda: actions.close(found.pk, reason, person),
    }
    if request.POST.get("step") not in steps:
        raise NotFound
    with refusals_told(request):
        steps[request.POST["step"]]()
        messages.success(request, _("Done."))
    return redirect("placement:offer-run", found.pk)


@never_cache
@form_page
def application(request: HttpRequest, work_application_id: int) -> HttpResponse:
    """An application, for who runs the offer: invite, refuse or take."""
    person = need_person(request)
    found = access.application_to_decide(person, work_application_id)
    if request.method == "POST":
        with refusals_told(request):
            said = request.POST.get("starts_on", "")
            actions.decide(
                found.pk,
                request.POST.get("outcome", ""),
                request.POST.get("reason", ""),
                person,
                starts_on=day_said(said) if said else None,
            )
            messages.success(request, _("They see your answer."))
        return redirect("placement:application", found.pk)
    return render(request, "placement/application.html", _application(person, found))


@never_cache
@require_POST
def contact(request: HttpRequest, work_application_id: int) -> HttpResponse:
    """Show name and number of an applicant; that somebody looked is kept."""
    person = need_person(request)
    found = access.application_to_decide(person, work_application_id)
    context = _application(person, found)
    with refusals_told(request):
        reason = request.POST.get("reason", "")
        context["contact"] = actions.open_contact(found.pk, reason, person)
    return render(request, "placement/application.html", context)


def _application(person: Person, found: access.Application) -> dict[str, Any]:
    return {
        "application": applying.views([found], person)[0],
        "offer": queries.offer_view(found.offer),
        "steps": found.steps.select_related("by"),
        "may": arrows.ARROWS[found.state],
        "helped": found.by_id != found.member.account_id,
        "today": today(),
    }


def _whose(person: Person) -> list[tuple[str, str]]:
    """Return for whom the person offers work: offices of theirs, and producers."""
    codes = [code for code in access.offered_at(person) if code]
    names = places.full_names(set(codes))
    offices = [(f"office:{code}", names.get(code, code)) for code in codes]
    if "" in access.offered_at(person):
        offices.append(("office:", _("the platform")))
    producers = goods.producers_of(person)[:_PRODUCERS_MOST]
    return [*offices, *((f"producer:{each.pk}", each.name) for each in producers)]


def _written(form: OfferForm, person: Person) -> access.Offer:
    said = form.cleaned_data
    sort, _colon, named = said["whose"].partition(":")
    producer_id = None
    if sort == "producer":
        producer = goods.producer_for(person, number(named))
        producer_id, name = producer.pk, producer.name
    else:
        name = dict(_whose(person))[said["whose"]]
    return actions.write_new(
        form.facts(), str(name), person, key=said["key"], producer_id=producer_id
    )
