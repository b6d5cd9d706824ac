"""What the insurance room shows on pages below: a programme's plans, a place, one's own cover."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.insurance import access
from yutang.insurance.queries import counting, covers
from yutang.insurance.queries.plans import plan_views
from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.roster import access as roster

_YEARS_SHOWN = 3


def of_programme(request: HttpRequest, about: Any) -> str:
    """The plans of a programme."""
    plans = plan_views(access.plans().filter(programme_id=int(about)))
    if not plans:
        return ""
    context = {"plans": plans}
    return render_to_string("insurance/panels/of_programme.html", context, request)


def of_place(request: HttpRequest, about: Any) -> str:
    """How many are insured here, by year; groups of fewer than ten are not told."""
    years = counting.insured_in(str(about))[: _YEARS_SHOWN + 1]
    if not years:
        return ""
    return render_to_string("insurance/panels/of_place.html", {"years": years}, request)


def of_me(request: HttpRequest, about: Any) -> str:
    """One's own cover, and the clerk's way to the plans."""
    person: Person = about
    own = roster.of_account(person)
    found = covers(own.pk, today()) if own is not None else []
    insures = access.insures(person)
    if not found and not insures:
        return ""
    context = {"covers": found, "insures": insures}
    return render_to_string("insurance/panels/of_me.html", context, request)


def of_member(request: HttpRequest, about: Any) -> str:
    """A person's covers, for those who may see the person."""
    found = covers(int(about))
    if not found:
        return ""
    return render_to_string("insurance/panels/of_member.html", {"covers": found}, request)
