"""A place's verdicts: every condition with its value, what it lacks, when it gets there."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.criteria import access, queries
from yutang.criteria.pages.telling import Opened, criterion_told, tests_told, ways_told
from yutang.criteria.queries import VerdictView
from yutang.criteria.rules.wording import kept_from
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.places import access as tree
from yutang.places import queries as places
from yutang.places.rules import Level
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
        "tests": tests_told(view, _opened(view)),
        "ways": ways_told(found, view.period),
        "history": history[:_ROWS_A_PAGE],
        "may_open": access.reads(person, view.identification_place),
    }
    return render(request, "criteria/verdict.html", context)


@never_cache
@require_safe
def verdict_rows(request: HttpRequest, code: str, identification_id: int) -> HttpResponse:
    """The shops and months that a village's sales and active shops are made of, as of now."""
    access.need_reader(need_person(request), code)
    view = queries.verdict_in(code, identification_id)
    if view is None or view.criterion.level != Level.VILLAGE:
        raise NotFound
    rows = queries.shop_rows(code, view.criterion, view.period)
    sales = sum(row.sales_fen for row, _active in rows)
    active = sum(is_active for _row, is_active in rows)
    context = {
        "view": view,
        "told": criterion_told(view.criterion),
        "place_name": places.full_name(code),
        "rows": rows,
        "sales_fen": sales,
        "active": active,
        "is_same": (sales, active) == (view.inputs.get("sales"), view.inputs.get("active_shops")),
        "kept_sales_fen": view.inputs.get("sales"),
        "kept_active": view.inputs.get("active_shops"),
    }
    return render(request, "criteria/rows.html", context)


def _opened(view: VerdictView) -> Opened:
    """Return where the rows of a verdict are: shops of a village, verdicts of the level below."""
    here = [view.place_code, view.identification_id]
    if view.criterion.level == Level.VILLAGE:
        return Opened(shops=reverse("criteria:verdict-rows", args=here), below="")
    part = queries.part_of(view.identification_id)
    below = ""
    if part is not None:
        below = reverse("criteria:identification", args=[part])
        below += f"?{urlencode({'tab': 'all', 'q': view.place_code})}"
    return Opened(shops=below, below=below)
