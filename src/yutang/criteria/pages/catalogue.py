"""What must be shown to be called something: all criteria with their sources, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.criteria import access, catalogue, queries
from yutang.criteria.pages.telling import PlaceTold, criterion_told
from yutang.criteria.rules.wording import digest_of, text_of
from yutang.people.sessions import person_of
from yutang.places import queries as tree
from yutang.plumbing.reader import language


@require_safe
def criteria(request: HttpRequest) -> HttpResponse:
    """All families with their newest version in words, and the national counts of the years."""
    families = [
        (told[0], told[1:])
        for family in catalogue.families()
        if (told := [criterion_told(each) for each in queries.of_family(family)])
    ]
    person = person_of(request)
    context = {
        "families": families,
        "may_identify": bool(person and access.identifies(person)),
        **_series(request.GET.get("place", "")),
    }
    return render(request, "criteria/criteria.html", context)


@require_safe
def criterion(request: HttpRequest, criterion_id: str) -> HttpResponse:
    """One version: its conditions, window, counting rule and source; others of its family."""
    kept = queries.named(criterion_id)
    told = criterion_told(kept.criterion)
    context = {
        "told": told,
        "digest": digest_of(text_of(kept)),
        "others": [criterion_told(each) for each in queries.of_family(told.family)],
    }
    return render(request, "criteria/criterion.html", context)


def _series(asked: str) -> dict[str, object]:
    """Return the national counts, and beside them those of a place that was asked for."""
    national = catalogue.national()
    place = _place(asked)
    own = queries.own_series(place.code) if place else {}
    years = sorted({each.year for each in national.years} | set(own))
    known = {each.year: each for each in national.years}
    return {
        "rows": [(year, known.get(year), own.get(year)) for year in reversed(years)],
        "most": max(each.villages for each in national.years),
        "series_source": national.source.told.said(language()),
        "place": place,
        "place_name": tree.full_name(place.code) if place else "",
        "asked": asked,
    }


def _place(text: str) -> PlaceTold | None:
    found = tree.find(text, 1) if text else []
    return PlaceTold(found[0].code, found[0].name) if found else None
