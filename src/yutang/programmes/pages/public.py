"""Programmes for everybody: the list by direction and place, and one programme. No persons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.kernel.errors import NotFound
from yutang.people.sessions import person_of
from yutang.places import queries as places
from yutang.plumbing.pages import page_of
from yutang.programmes import access, queries
from yutang.programmes.models import Direction, Programme

_ROWS_A_PAGE = 30
_TEXT_MOST = 60


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes by direction and place; for clerks also the ways to their work."""
    person = person_of(request)
    place = request.GET.get("place", "").strip()[:_TEXT_MOST]
    found = places.find(place, 1) if place else []
    direction = request.GET.get("direction", "")
    listed = queries.listed(found[0].code if found else ("none" if place else ""), direction)
    page = page_of(request, listed, _ROWS_A_PAGE)
    context = {
        "page": page,
        "rows": queries.seen(page.object_list),
        "directions": Direction.choices,
        "direction": direction if direction in Direction.values else "",
        "place": place,
        "place_name": places.full_name(found[0].code) if found else "",
        "works": access.works(person),
    }
    return render(request, "programmes/programmes.html", context)


@require_safe
def programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """One programme: what for, where, what other rooms do in it."""
    found = Programme.objects.select_related("kind", "scheme").filter(pk=programme_id).first()
    if found is None:
        raise NotFound
    context = {
        "programme": queries.seen([found])[0],
        "runs": access.runs(person_of(request), found),
    }
    return render(request, "programmes/programme.html", context)
