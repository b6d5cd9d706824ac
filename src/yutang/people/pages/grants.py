"""Giving and ending roles, opening a number with a reason, and the log of what was opened."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound, Refusal
from yutang.people import access, actions, queries, rules
from yutang.people.models import Grant, Opening, Person, Role
from yutang.people.sessions import need_person
from yutang.plumbing.pages import page_of
from yutang.plumbing.reader import sentence

_ROWS_A_PAGE = 50


@never_cache
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """The roles under the asker's own places, and a form to give one."""
    return _show(request, _giver(request))


@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give a role to the owner of a number; a newcomer gets an account by the name typed."""
    asker = _giver(request)
    mobile, name, role, place = (
        request.POST.get(field, "") for field in ("mobile", "name", "role", "place")
    )
    try:
        actions.appoint(mobile, name, role, place, by=asker)
    except Refusal as refusal:
        return _show(request, asker, refusal)
    messages.success(request, _("The role is given."))
    return redirect("people:grants")


@require_POST
def end(request: HttpRequest, grant_id: int) -> HttpResponse:
    actions.end_grant(grant_id, _giver(request))
    messages.success(request, _("The role is ended."))
    return redirect("people:grants")


@require_POST
def open_mobile(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Show the number of who holds a grant; the reason is kept."""
    asker = _giver(request)
    grant = Grant.objects.filter(access.grants_under(asker), pk=grant_id).first()
    if grant is None:
        raise NotFound
    try:
        mobile = actions.open_mobile(
            grant.person, asker, f"people:{grant.pk}", request.POST.get("reason", "")
        )
    except Refusal as refusal:
        return _show(request, asker, refusal)
    return _show(request, asker, opened=(grant.person, mobile))


@never_cache
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """Who opened whose sealed data, newest first; for operators of the whole installation."""
    access.require_operator(need_person(request))
    rows = Opening.objects.select_related("by", "of").order_by("-at", "-pk")
    page = page_of(request, rows, _ROWS_A_PAGE)
    return render(request, "people/openings.html", {"page": page})


def _giver(request: HttpRequest) -> Person:
    person = need_person(request)
    if not access.gives_grants(person):
        raise NotFound
    return person


def _show(
    request: HttpRequest,
    asker: Person,
    refusal: Refusal | None = None,
    *,
    opened: tuple[Person, str] | None = None,
) -> HttpResponse:
    held = access.grants(asker)
    found, sought = _found(request, asker)
    rows = Grant.objects.filter(access.grants_under(asker), ended_at=None)
    if found is not None:
        rows = rows.filter(person=found)
    rows = rows.select_related("person", "given_by").order_by("place_code", "role", "pk")
    page = page_of(request, rows, _ROWS_A_PAGE)
    context: dict[str, Any] = {
        "page": page,
        "place_codes": [grant.place_code for grant in page],
        "endable": {
            grant.pk for grant in page if rules.may_give(held, grant.role, grant.place_code)
        },
        "roles": [(role, Role(role).label) for role in rules.roles_to_give(held)],
        "places": access.places_of(asker, "clerk"),
        "sought": sought,
        "found": found,
        "opened": opened,
        "refusal": sentence(refusal) if refusal else "",
        "typed": {name: request.POST.get(name, "")[:60] for name in ("mobile", "name", "place")},
        "typed_role": request.POST.get("role", "")[:20],
        "name_letters": rules.NAME_LETTERS_MOST,
    }
    return render(request, "people/grants.html", context, status=refusal.status if refusal else 200)


def _found(request: HttpRequest, asker: Person) -> tuple[Person | None, str]:
    """Return who was sought by number, among those whose roles the asker sees."""
    sought = request.GET.get("mobile", "")[:40]
    if not sought:
        return None, ""
    try:
        person = queries.by_mobile(sought)
    except Refusal:
        return None, sought
    if person is None:
        return None, sought
    seen = Grant.objects.filter(access.grants_under(asker), person=person, ended_at=None)
    return (person if seen.exists() else None), sought
