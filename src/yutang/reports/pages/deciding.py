"""Steps of a card: handed in, decided, corrected; a village's word that there is nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person
from yutang.plumbing.pages import refusals_told
from yutang.reports import access, actions
from yutang.reports.pages.places import code_of


@require_POST
def hand_in(request: HttpRequest, card_place: str, card_year: int) -> HttpResponse:
    """Freeze the card and hand it in."""
    person = need_person(request)
    code = code_of(card_place, card_year)
    access.need_writer(person, code)
    number = None
    with refusals_told(request):
        given = actions.hand_in(code, card_year, person)
        number = given.version.number
        messages.success(request, _("Handed in. Its numbers stay as they are now."))
    return _back(card_place, card_year, number)


@require_POST
def decide(request: HttpRequest, card_place: str, card_year: int) -> HttpResponse:
    """Approve the card, or return it with a reason."""
    person = need_person(request)
    code = code_of(card_place, card_year)
    version = row_id(request.POST.get("version")) or 0
    times = row_id(request.POST.get("times")) or 0
    outcome = request.POST.get("outcome", "")
    access.need_office(person, code)
    number = None
    if outcome not in {"pass", "return"}:
        raise NotFound
    with refusals_told(request):
        number = access.number_of(version, code, card_year)
        said = request.POST.get("reason", "")
        made = actions.decide(
            version, times, "pass" if outcome == "pass" else "return", said, person
        )
        done = _("Approved.") if made.outcome == "pass" else _("Returned, with your reason.")
        messages.success(request, done)
    return _back(card_place, card_year, number)


@require_POST
def correct(request: HttpRequest, card_place: str, card_year: int) -> HttpResponse:
    """Begin the next version of a locked card."""
    person = need_person(request)
    code = code_of(card_place, card_year)
    access.need_writer(person, code)
    number = None
    with refusals_told(request):
        number = actions.correct(code, card_year, request.POST.get("reason", ""), person).number
        messages.success(
            request, _("Begun. Correct the facts where they were entered, then hand it in again.")
        )
    return _back(card_place, card_year, number)


@require_POST
def declare(request: HttpRequest, card_place: str, card_year: int) -> HttpResponse:
    """Say that a village has nothing to report of a kind, or take it back."""
    person = need_person(request)
    code = code_of(card_place, card_year)
    access.need_writer(person, code)
    kind = request.POST.get("kind", "")
    with refusals_told(request):
        if request.POST.get("withdraw"):
            actions.withdraw(code, card_year, kind, person)
        else:
            actions.declare(code, card_year, kind, person)
        messages.success(request, _("Noted."))
    return _back(card_place, card_year, None)


def _back(card_place: str, card_year: int, number: int | None) -> HttpResponseRedirect:
    to = redirect("reports:card", card_place, card_year)
    if number and number > 1:
        to["Location"] += f"?version={number}"
    return to
