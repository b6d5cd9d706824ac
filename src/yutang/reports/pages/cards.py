"""The card of a place and a year, and the way to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.facts import queries as facts
from yutang.kernel.clock import today
from yutang.kernel.ids import row_id
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.places import queries as places
from yutang.places.rules import ancestors
from yutang.plumbing.pages import page_of
from yutang.plumbing.reader import language
from yutang.reports import access, queries
from yutang.reports.pages import renewing
from yutang.reports.pages.places import code_of, years
from yutang.reports.queries import wording
from yutang.reports.rules import steps

_ROWS_A_PAGE = 30
_FOUND_MOST = 12
_WAITING_MOST = 50


@never_cache
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Places to look up, cards that were handed in, and what waits for the reader."""
    text = request.GET.get("q", "").strip()[:60]
    found = places.find(text, _FOUND_MOST) if text else []
    if len(found) == 1:
        return redirect("reports:card", found[0].code, today().year)
    page = page_of(request, queries.versions(), _ROWS_A_PAGE)
    context: dict[str, Any] = {
        "text": text,
        "found": [(each.code, places.full_name(each.code)) for each in found],
        "year": today().year,
        "is_demo": facts.reads_demo(),
        "page": page,
        "names": places.full_names({each.card.place_code for each in page.object_list}),
    }
    return render(request, "reports/cards.html", context | _waiting(person_of(request)))


def _waiting(person: Person | None) -> dict[str, Any]:
    own, offices = access.own_places(person), access.offices(person)
    to_decide = [
        each
        for each in queries.waiting_for(offices)[:_WAITING_MOST]
        if access.decides(person, each)
    ]
    to_hand_in = list(queries.returned_to(own)[:_WAITING_MOST])
    mine = [code for code in own if code][:_FOUND_MOST]
    codes = {*mine, *(each.card.place_code for each in [*to_decide, *to_hand_in])}
    return {
        "to_decide": to_decide,
        "to_hand_in": to_hand_in,
        "mine": mine,
        "own_names": places.full_names(codes),
        "last_year": today().year - 1,
    }


@never_cache
@require_safe
def card(request: HttpRequest, card_place: str, card_year: int) -> HttpResponse:
    """The card: what was promised and done, each number the way to its rows."""
    code = code_of(card_place, card_year)
    version = row_id(request.GET.get("version"))
    view = queries.card(code, card_year, version, lately=True)
    renewing.ask(view)
    person = person_of(request)
    context = {
        **head(view, card_place),
        "sections": wording.sections(view),
        "children": list(places.children(code) if code else places.provinces()),
        "years": years(card_year),
        "decisions": view.decisions,
        "state_names": wording.state_names(),
        **_what_to_do(person, view),
        **_declaring(person, view),
    }
    return render(request, "reports/card.html", context)


def head(view: queries.CardView, card_place: str) -> dict[str, Any]:
    """Return what the head of every page of a card says."""
    whole = wording.place_name(view.place_code)
    above = [code for code in ancestors(view.place_code) if code] if view.place_code else []
    names = places.names([*above, view.place_code])
    return {
        "view": view,
        "as_of": wording.as_of(view),
        "card_place": card_place,
        "place": names.get(view.place_code) or whole,
        "full_name": whole,
        "above": [(code, names[code]) for code in above if names[code]],
        "query": f"?version={view.number}" if view.number != (view.newest or view.number) else "",
    }


def _what_to_do(person: Person | None, view: queries.CardView) -> dict[str, Any]:
    """Return which steps the reader may take now."""
    writes = access.hands_in(person, view.place_code)
    newest = view.being_corrected or view.version
    may_hand_in = writes and (newest is None or newest.state in steps.OPEN)
    return {
        "hands_in": may_hand_in and view.being_corrected is None,
        "goes_on": view.being_corrected if writes else None,
        "is_over": view.year < today().year,
        "corrects": writes and view.is_locked and not (view.being_corrected or view.corrected_by),
        "decides": view.version is not None and access.decides(person, view.version),
        "returned": returned_with(view),
    }


def returned_with(view: queries.CardView) -> str:
    """Return why the version was returned, while it is."""
    if view.version is None or view.state != "returned":
        return ""
    newest = view.version.submissions.order_by("-number").first()
    said = newest.decisions.filter(outcome="return").first() if newest else None
    return said.reason if said else ""


def _declaring(person: Person | None, view: queries.CardView) -> dict[str, Any]:
    """Return of what a village's clerk may say that there is nothing to report."""
    if len(view.place_code) != queries.VILLAGE_DIGITS or not access.hands_in(
        person, view.place_code
    ):
        return {}
    said = queries.declared_by(view.place_code, view.year)
    words = language()
    every = queries.reported_kinds()
    return {"kinds": [(each.name, each.title.to(words), each.name in said) for each in every]}
