"""One's own data on the roster: what is there, what one agreed to, who looked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import refusals_told
from yutang.plumbing.seal import unseal
from yutang.roster import access, actions, queries
from yutang.roster.models import Member
from yutang.roster.pages.words import fields_shown, openings, purpose_views
from yutang.roster.rules import Agreed


@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the roster knows of the reader."""
    person = need_person(request)
    return _show(request, _own(person))


@never_cache
@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """Show one sealed field of the reader's own, once."""
    person = need_person(request)
    found, field = _own(person), request.POST.get("field", "")
    value = actions.open_own(person, field)
    return _show(request, found, shown=(field, value))


@never_cache
@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    """Agree to a use, by one's own account."""
    person = need_person(request)
    found = _own(person)
    with refusals_told(request):
        actions.consent(found, request.POST.get("purpose", ""), person, Agreed("account"))
        messages.success(request, _("The consent is recorded."))
    return redirect("roster:own")


@never_cache
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw a consent."""
    person = need_person(request)
    actions.withdraw_consent(_own(person), request.POST.get("purpose", ""), person)
    messages.success(request, _("The consent is withdrawn from now on."))
    return redirect("roster:own")


def _own(person: Person) -> Member:
    found = access.of_account(person)
    if found is None:
        raise NotFound
    return found


def _show(
    request: HttpRequest, found: Member, shown: tuple[str, str] | None = None
) -> HttpResponse:
    consents = queries.consents_of(found.pk)
    agreed = {each.purpose.name for each in consents if each.purpose and each.is_valid}
    context: dict[str, Any] = {
        "member": queries.views([found.pk])[found.pk],
        "codes": [found.place_code],
        "name": unseal(found.name_sealed),
        "gender": found.get_gender_display(),
        "fields": [
            (name, title, shown[1], True)
            if shown and shown[0] == name
            else (name, title, tail, False)
            for name, title, tail in fields_shown(found)
        ],
        "consents": consents,
        "missing": [each for each in purpose_views() if each.name not in agreed],
        "openings": openings(found),
    }
    return render(request, "roster/own.html", context)
