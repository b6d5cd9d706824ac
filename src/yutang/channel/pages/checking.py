"""A recommended good: its questions and answers, the decision, its place in the channel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.channel import access, actions
from yutang.channel.queries import desk, facts
from yutang.channel.rules import checks
from yutang.goods import queries as goods
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import number, refusals_told


@never_cache
@require_safe
def candidate(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """What is asked of a good and what was answered; for city and province."""
    person = need_person(request)
    found = access.candidate_for(person, candidate_id)
    product = goods.product_views([found.product_id])[found.product_id]
    lines = facts.lines_of(found, product)
    listing = desk.listing_of(found)
    city = found.recommendation.city_code
    context = {
        "candidate": found,
        "product": product,
        "place": places.full_name(found.county_code),
        "lines": lines,
        "failed": [line for line in lines if line.finding.outcome == checks.FAILED],
        "open": [line for line in lines if line.finding.outcome == checks.OPEN],
        "earlier": desk.earlier_of(found),
        "listing": listing,
        "steps": desk.steps_of(listing) if listing else [],
        "checks": access.checks(person, city),
        "is_own": found.recommended_by_id == person.pk,
        "batch_code": found.batch.code,
    }
    return render(request, "channel/candidate.html", context)


@require_POST
def answer(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Answer a question that the register cannot."""
    person = need_person(request)
    access.candidate_to_check(person, candidate_id)
    said = request.POST
    with refusals_told(request):
        question = number(said.get("question"))
        passed = said.get("answer") == "yes"
        actions.answer(candidate_id, question, said.get("said", ""), person, passed=passed)
    return redirect("channel:candidate", candidate_id)


@require_POST
def admit(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Admit a good."""
    person = need_person(request)
    access.candidate_to_check(person, candidate_id)
    with refusals_told(request):
        actions.admit(candidate_id, person)
        messages.success(request, _("Admitted. It can now be listed in the channel."))
    return redirect("channel:candidate", candidate_id)


@require_POST
def refuse(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Refuse a good; what is missing stands beside the questions."""
    person = need_person(request)
    access.candidate_to_check(person, candidate_id)
    with refusals_told(request):
        actions.refuse(candidate_id, request.POST.get("reason", ""), person)
        messages.success(request, _("Refused. The city reads what is missing, and may try again."))
    return redirect("channel:candidate", candidate_id)


@require_POST
def withdraw(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """The city takes a good back."""
    person = need_person(request)
    access.candidate_for(person, candidate_id)
    with refusals_told(request):
        actions.withdraw(candidate_id, request.POST.get("reason", ""), person)
        messages.success(request, _("Taken back."))
    return redirect("channel:candidate", candidate_id)


@require_POST
def put_on_list(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """List an admitted good."""
    person = need_person(request)
    access.candidate_to_check(person, candidate_id)
    with refusals_told(request):
        actions.put_on_list(candidate_id, person)
        messages.success(request, _("Listed: everybody sees it in the channel."))
    return redirect("channel:candidate", candidate_id)


@require_POST
def move(request: HttpRequest, listing_id: int) -> HttpResponse:
    """Suspend a listing, show it again, or take it off."""
    person = need_person(request)
    found = access.listing_to_keep(person, listing_id)
    said = request.POST
    with refusals_told(request):
        actions.move(found.pk, said.get("to", ""), said.get("reason", ""), person)
        messages.success(request, _("Noted."))
    return redirect("channel:candidate", found.candidate_id)
