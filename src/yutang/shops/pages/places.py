"""Shops of a place, public: sums down to the village, and there the shops, without persons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from yutang.kernel.ids import row_id
from yutang.people.sessions import person_of
from yutang.places import access as known
from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.plumbing.pages import page_of
from yutang.shops import access
from yutang.shops.queries import register, tallies

_SHOPS_A_PAGE = 40
_PLACES_A_PAGE = 100


@require_safe
def shops_in(request: HttpRequest, code: str) -> HttpResponse:
    """What a place's shops sold in a year: by the places in it, in a village by its shops."""
    place = known.place(code)
    if place.code != code:
        return redirect("shops:shops-in", place.code)
    years = tallies.tallies_of(code)
    asked = row_id(request.GET.get("year"))
    of_year = next((each for each in years if each.year == asked), years[0] if years else None)
    context: dict[str, Any] = {
        "place": place,
        "full_name": places.full_name(code),
        "years": years,
        "tally": of_year,
        "keep": f"year={of_year.year}&" if of_year else "",
        "registers": access.registers_at(person_of(request), code),
    }
    if place.level == Level.VILLAGE:
        context |= _shops(request, code, of_year, registers=context["registers"])
    elif of_year is not None:
        context |= _places(request, code, of_year.year)
    return render(request, "shops/shops_in.html", context)


def _shops(
    request: HttpRequest, code: str, of_year: tallies.TallyView | None, *, registers: bool
) -> dict[str, Any]:
    page = page_of(request, access.shops_in(code), _SHOPS_A_PAGE)
    views = register.shop_views(page.object_list)
    sold: dict[int, int] = {}
    if registers and of_year is not None:
        sold = register.sales_by_shop([each.id for each in views], of_year.year)
    return {"page": page, "shops": [(each, sold.get(each.id)) for each in views]}


def _places(request: HttpRequest, code: str, year: int) -> dict[str, Any]:
    page = page_of(request, places.children(code), _PLACES_A_PAGE)
    found = tallies.tallies_in([each.code for each in page.object_list], year)
    rows = [(each, found[each.code]) for each in page.object_list if each.code in found]
    return {"page": page, "rows": rows}
