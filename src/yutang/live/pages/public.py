"""Public lists: the sales of a place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.live import queries
from yutang.places import access as places
from yutang.places import queries as place_names
from yutang.plumbing.pages import page_of

_SALES_A_PAGE = 30


@require_safe
def of_place(request: HttpRequest, code: str) -> HttpResponse:
    """All sales of a place: on the air, to come, over."""
    place = places.place(code)
    context = {
        "place": place_names.full_name(place.code),
        "code": place.code,
        "page": page_of(request, queries.sales_of_place(place.code), _SALES_A_PAGE),
    }
    return render(request, "live/of_place.html", context)
