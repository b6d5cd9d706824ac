"""Public lists: the goods of a place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.goods import queries
from yutang.places import access as places
from yutang.places import queries as place_names
from yutang.plumbing.pages import page_of

_GOODS_A_PAGE = 30


@require_safe
def of_place(request: HttpRequest, code: str) -> HttpResponse:
    """All goods from a place and what lies under it, newest first."""
    place = places.place(code)
    page = page_of(request, queries.goods_of_place(place.code), _GOODS_A_PAGE)
    context = {
        "place": place_names.full_name(place.code),
        "code": place.code,
        "page": page,
        "products": queries.with_pictures(list(page.object_list)),
    }
    return render(request, "goods/of_place.html", context)
