"""What is known of a place, for everybody; persons are not named, only their offices."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person, person_of
from yutang.places import access as places
from yutang.places import queries as place_names
from yutang.plumbing.sheets import Form, writing
from yutang.yearbook import access, actions, queries, rules

_CLASS_LENGTH_MAX = 6


@require_safe
def facts(request: HttpRequest, code: str) -> HttpResponse:
    """A place's facts: a row a kind, a column a year."""
    place = places.place(code)
    if place.code != code:
        return redirect("yearbook:facts", place.code)
    context = {
        "place": place,
        "full_name": place_names.full_name(code),
        "table": queries.table_of(code, row_id(request.GET.get("to"))),
        "tells": access.may_tell(person_of(request), code),
    }
    return render(request, "yearbook/facts.html", context)


@require_safe
def one(request: HttpRequest, code: str, fact_kind: str, fact_year: int) -> HttpResponse:
    """One fact: what stands, on which source, and all that was told before."""
    place = places.place(code)
    found, year = queries.kind_named(fact_kind), fact_year
    about = request.GET.get("about", "")[:_CLASS_LENGTH_MAX]
    context = {
        "place": place,
        "kind": found,
        "title": queries.title_of(found),
        "unit": queries.unit_of(found),
        "meaning": found.meaning(year),
        "year": year,
        "about": about,
        "lines": queries.lines_of(place.code, found, year, about),
        "choices": queries.choices_of(place.code, found, year, about),
        "below": queries.below(place.code, found, year, about),
        "villages": queries.villages_in(place.code),
        "tells": access.may_tell(person_of(request), place.code),
    }
    return render(request, "yearbook/fact.html", context)


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """What each kind of fact means, since when, and who says so."""
    rows = [(kind, queries.title_of(kind), queries.unit_of(kind)) for kind in queries.definitions()]
    return render(request, "yearbook/kinds.html", {"rows": rows})


@require_safe
def facts_file(_request: HttpRequest, code: str, form: Form) -> HttpResponseBase:
    """The facts that stand in a place and the places in it, as a file."""
    place = places.place(code)
    return writing.sent_as_read(queries.fact_rows(place.code), f"yutang-facts-{place.code}", form)


@never_cache
@require_safe
def evidence(request: HttpRequest, fact_report_id: int) -> HttpResponse:
    """The file behind a report, to clerks of its place and officers; that it was opened is kept."""
    report, data = actions.open_evidence(fact_report_id, need_person(request))
    kind, ending = rules.evidence_type(data)
    response = HttpResponse(data, content_type=kind)
    name = f"yutang-evidence-{report.pk}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
