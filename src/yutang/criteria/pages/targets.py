"""A county's own target, with aEDI beside it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.criteria import access, actions, catalogue, queries
from yutang.criteria.forms import TargetForm
from yutang.criteria.pages.telling import PlaceTold, criterion_told
from yutang.criteria.rules.own import COUNTY
from yutang.criteria.rules.period import usual_at
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import queries as people
from yutang.people.sessions import need_person, person_of
from yutang.places import access as tree
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, refusals_in
from yutang.plumbing.reader import language


@never_cache
@require_safe
def target(request: HttpRequest, code: str) -> HttpResponse:
    """What a county set itself, all versions, and its aEDI; for everybody."""
    place = _county(code)
    rows = queries.own_of(code)
    names = people.names([row.made_by_id for row in rows if row.made_by_id])
    person = person_of(request)
    year = usual_at(catalogue.named("taobao-town").criterion, today()).last.year
    score, parts = queries.county_aedi(code, year)
    context = {
        "place": place,
        "place_name": places.full_name(code),
        "rows": [
            (row, criterion_told(queries.own_kept(row).criterion), names.get(row.made_by_id or 0))
            for row in rows
        ],
        "score": score,
        "parts": [(part, part.part.title.said(language())) for part in parts],
        "aedi_source": catalogue.aedi().source.told.said(language()),
        "year": year,
        "reads": access.reads(person, code),
        "may_set": any(code.startswith(held) for held in access.identifies(person)),
    }
    return render(request, "criteria/target.html", context)


@never_cache
@form_page
def new_target(request: HttpRequest, code: str) -> HttpResponse:
    """Set a new version; for clerks of the county."""
    person = need_person(request)
    access.need_identifier(person, code)
    place = _county(code)
    said = request.POST if request.method == "POST" else None
    before = queries.own_of(code)
    initial = {"valid_from": today()}
    if before:
        asked = ("villages", "towns", "sales_yuan", "active_shops")
        initial |= {name: getattr(before[0], name) for name in asked}
    form = TargetForm(said, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.set_target(code, form.valid_on(), form.target(), person)
            messages.success(request, _("Kept as a new version; those before stay."))
            return redirect("criteria:target", code)
    context = {"form": form, "place": place, "place_name": places.full_name(code)}
    return render(request, "criteria/target_new.html", context, status=422 if form.errors else 200)


def _county(code: str) -> PlaceTold:
    place = tree.place(code)
    if place.level != COUNTY or place.code != code:
        raise NotFound
    return PlaceTold(place.code, place.name)
