"""The rules of honours: for everybody to read, for operators to set anew."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.honours import actions
from yutang.honours.forms import VersionForm
from yutang.honours.models import KindName
from yutang.honours.queries import terms, words
from yutang.honours.rules import demands, versions
from yutang.honours.rules import kinds as known
from yutang.honours.rules.versions import BOUNDS, Terms
from yutang.kernel.clock import today
from yutang.people import access as people
from yutang.people.sessions import need_person, person_of
from yutang.places import queries as places
from yutang.plumbing import figures
from yutang.plumbing.pages import form_page, refusals_in


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind with its versions, the one in force first; for everybody."""
    every, day = terms.every(), today()
    names = places.full_names({each.place_code for each in every if each.place_code})
    groups = [
        (name, label, [_shown(each, names, day) for each in every if each.kind == name])
        for name, label in KindName.choices
    ]
    context = {"groups": groups, "may_set": people.may(person_of(request), "operator", "")}
    return render(request, "honours/kinds.html", context)


@form_page
def new_version(request: HttpRequest) -> HttpResponse:
    """Set a new version; for operators of the whole country."""
    person = need_person(request)
    people.require_operator(person)
    form = VersionForm(request.POST or None, initial=_initial(request.GET.get("kind", "")))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.set_version(form.terms(), person)
            messages.success(request, _("The version is kept; it holds from its day on."))
            return redirect("honours:kinds")
    context = {"form": form, "figures": figures.every()}
    status = 422 if request.method == "POST" else 200
    return render(request, "honours/version_new.html", context, status=status)


def _initial(kind: str) -> dict[str, Any]:
    """Return the version in force as what the form begins with."""
    kind = kind if kind in known.MAY else "demo_village"
    held = versions.in_force(terms.every(), kind, "", today())
    if held is None:
        return {"kind": kind, "valid_from": today()}
    return {
        "kind": kind,
        "valid_from": today(),
        "last_level": held.last_level,
        "demands": demands.written(held.demands),
        "source": held.source,
        **{name: getattr(held, name) for name in BOUNDS},
    }


def _shown(held: Terms, names: dict[str, str], day: date) -> dict[str, Any]:
    english = (get_language() or "").startswith("en")
    return {
        "terms": held,
        "place": names.get(held.place_code, ""),
        "in_force": held.valid_from <= day and (held.valid_to is None or day <= held.valid_to),
        "applicants": [words.applicant(each) for each in held.applicants],
        "last_level": words.level(held.last_level),
        "demands": [_demand(each, english=english) for each in held.demands],
    }


def _demand(asked: demands.Demand, *, english: bool) -> dict[str, str]:
    figure = figures.by_name(asked.name)
    return {
        "title": asked.title_en if english else asked.title,
        "how": asked.how,
        "name": asked.name,
        "least": "" if asked.least is None else f"{asked.least.normalize():f}",
        "unit": "" if figure is None else str(figure.unit),
    }
