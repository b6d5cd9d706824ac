"""Public pages: look for a place by name or code, and walk down the tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from yutang.places import access, queries, rules
from yutang.plumbing.pages import page_of

_FOUND_MAX = 50
_CHILDREN_A_PAGE = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The search box, and what was found; the provinces when nothing is asked."""
    text = request.GET.get("q", "").strip()[: rules.TEXT_LENGTH_MAX]
    found = queries.find(text, _FOUND_MAX) if text else list(queries.provinces())
    wholes = queries.full_names([place.code for place in found])
    rows = [(place, wholes[place.code]) for place in found]
    return render(request, "places/search.html", {"text": text, "rows": rows})


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One place: its line from the province down, and the places in it, page by page."""
    place = access.place(code)
    if place.code != code:
        return redirect("places:place", place.code)
    context = {
        "place": place,
        "above": queries.path(code)[:-1],
        "children": page_of(request, queries.children(code), _CHILDREN_A_PAGE),
        "full_name": queries.full_name(code),
    }
    return render(request, "places/place.html", context)
