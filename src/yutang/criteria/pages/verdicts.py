"""A place's verdicts: every condition with its value, what it lacks, when it gets there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.criteria import access, queries
from yutang.criteria.pages.telling import criterion_told, tests_told, ways_told
from yutang.criteria.rules.wording import kept_from
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.places import access as tree
from yutang.places import queries as places
from yutang.plumbing.pages import page_of
from yutang.plumbing.reader import language

_ROWS_A_PAGE = 30


@never_cache
@require_safe
def verdicts(request: HttpRequest, code: str) -> HttpResponse:
    """All verdicts of a place, the newest period first; for clerks and officers of the place."""
    person = need_person(request)
    place = tree.place(code)
    if place.code != code:
        return redirect("criteria:verdicts", place.code)
    access.need_reader(person, code)
    page = page_of(request, queries.verdicts_of(code), _ROWS_A_PAGE)
    rows = [
        (row, kept_from(row.identification.wording.text).criterion.title.said(language()))
        for row in page.object_list
    ]
    context = {
        "place": place,
        "place_name": places.full_name(code),
        "page": page,
        "rows": rows,
        "below": [told for told in queries.told_of(code) if not told.answer],
        "may_identify": any(code.startswith(held) for held in access.identifies(person)),
    }
    return render(request, "criteria/verdicts.html", context)


@never_cache
@require_safe
def verdict(request: HttpRequest, code: str, identification_id: int) -> HttpResponse:
    """One verdict: conditions, values, thresholds, rows, what is lacking, the years before."""
    person = need_person(request)
    access.need_reader(person, code)
    view = queries.verdict_in(code, identification_id)
    if view is None:
        raise NotFound
    found = queries.outlooks(code, view.criterion, view.period, view.inputs, view.lacks)
    history = queries.verdicts_of(code).filter(identification__family=view.criterion.family)
    context = {
        "view": view,
        "told": criterion_told(view.criterion),
        "place_name": places.full_name(code),
        "tests": tests_told(view),
        "ways": ways_told(found, view.period),
        "history": history[:_ROWS_A_PAGE],
        "may_open": access.reads(person, view.identification_place),
    }
    return render(request, "criteria/verdict.html", context)
