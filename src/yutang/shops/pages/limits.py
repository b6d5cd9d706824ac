"""Natural persons near or over the yearly limit: the clerk's worklist, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person
from yutang.places import access as known
from yutang.places import queries as places
from yutang.shops import access
from yutang.shops.queries.limits import keeper_years
from yutang.shops.rules.limits import WARNED_FROM_PERCENT, limit_of

_YEARS = 3
_WHOLE = 100
"""Per cent of the limit: from there on it matters that a keeper is exempt."""


@never_cache
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """Keepers near the limit in a year; an operator names a place first."""
    person = need_person(request)
    held = access.registers(person)
    if not held:
        raise NotFound
    within = _within(request.GET.get("place", ""), held)
    this = today().year
    years = [year for year in range(this, this - _YEARS, -1) if limit_of(year)]
    asked = row_id(request.GET.get("year"))
    year = asked if asked in years else this
    listed = keeper_years(year, within, ("over", "near", "own_grown")) if within else []
    context = {
        "year": year,
        "years": years,
        "limit": limit_of(year),
        "percent": WARNED_FROM_PERCENT,
        "keepers": [each for each in listed if each.standing != "own_grown"],
        "exempt": [
            each for each in listed if each.standing == "own_grown" and each.percent >= _WHOLE
        ],
        "places": [name for name in places.full_names(within).values() if name],
        "keep": f"place={within[0]}&" if request.GET.get("place") and within else "",
    }
    return render(request, "shops/limits.html", context)


def _within(said: str, held: tuple[str, ...]) -> list[str]:
    """Return the places looked at: the one that is asked for, else one's own."""
    if not said:
        return [code for code in held if code]
    code = known.place(said).code
    if not any(code.startswith(each) for each in held):
        raise NotFound
    return [code]
