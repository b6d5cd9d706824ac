"""One's own page, and the development inbox."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now
from yutang.kernel.errors import Language, NotFound, Refusal
from yutang.people import access, actions, passes, queries, rules, sessions
from yutang.people.models import Person, Role
from yutang.people.pages.asking import inbox_is_open
from yutang.plumbing.pages import form_page
from yutang.plumbing.reader import remember_language, sentence


@never_cache
@form_page
def me(request: HttpRequest) -> HttpResponse:
    """Name, language, roles, passkeys; POST keeps name and language."""
    person = sessions.need_person(request)
    if request.method != "POST":
        return _show(request, person)
    language: Language = "en" if request.POST.get("language") == "en" else "zh-hans"
    try:
        actions.rename(person, request.POST.get("name", ""), language)
    except Refusal as refusal:
        person.refresh_from_db()
        return _show(request, person, name_refusal=refusal)
    response = redirect("people:me")
    passes.give(request, response, person, now())
    remember_language(response, language)
    with translation.override(language):
        messages.success(request, _("Kept."))
    return response


@require_POST
def change_password(request: HttpRequest) -> HttpResponse:
    person = sessions.need_person(request)
    try:
        actions.set_password(
            person, request.POST.get("password", ""), old=request.POST.get("old", "")
        )
    except Refusal as refusal:
        return _show(request, person, password_refusal=refusal)
    sessions.keep(request, person)
    messages.success(request, _("Your new password is kept. Other devices were signed out."))
    return redirect("people:me")


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The development inbox: messages that nobody sends. Never there once a gateway is set.

    Raises:
        NotFound: a gateway or a public address is configured, or the asker is not near.
    """
    if not inbox_is_open(request):
        raise NotFound
    return render(request, "people/inbox.html", {"shown": queries.inbox()})


def _show(
    request: HttpRequest,
    person: Person,
    *,
    name_refusal: Refusal | None = None,
    password_refusal: Refusal | None = None,
) -> HttpResponse:
    held = access.grants(person)
    context: dict[str, Any] = {
        "person": person,
        "name": request.POST.get("name", "")[:100] if name_refusal else person.name,
        "held": [(Role(grant.role).label, grant.place_code) for grant in held],
        "place_codes": [grant.place_code for grant in held],
        "is_staff": bool(held),
        "gives_grants": any(grant.role in {"clerk", rules.OPERATOR} for grant in held),
        "runs_office": rules.covers(held, rules.OPERATOR, ""),
        "passkeys": person.passkeys.order_by("pk") if held else [],
        "openings": queries.openings_of(person.pk),
        "name_refusal": sentence(name_refusal) if name_refusal else "",
        "password_refusal": sentence(password_refusal) if password_refusal else "",
        "name_letters": rules.NAME_LETTERS_MOST,
    }
    refusal = name_refusal or password_refusal
    return render(request, "people/me.html", context, status=refusal.status if refusal else 200)
