"""At the desk: the classes that one runs or teaches, setting one up, its timetable, its schools."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.kernel.clock import today
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, page_of, refusals_in
from yutang.spotchecks import queries as spotchecks
from yutang.training import access, actions
from yutang.training.forms import CohortForm, RuleForm, SchoolForm, SessionForm
from yutang.training.models import Cohort
from yutang.training.queries import cohorts, opinions, sessions, terms, work
from yutang.training.queries.papers import CAUSE
from yutang.training.rules.kinds import KINDS

_CLASSES_A_PAGE = 20
_SESSIONS_SHOWN = 8


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The classes that the reader runs or teaches, what waits, and the sessions they teach."""
    person = need_person(request)
    codes = access.need_desk(person)
    page = page_of(request, access.cohorts_of(person), _CLASSES_A_PAGE)
    context = {
        "page": page,
        "rows": cohorts.of_page(page.object_list),
        "codes": {row.place_code for row in page.object_list},
        "sets_up": bool(codes),
        "teaching": sessions.taught_by(person.pk, _SESSIONS_SHOWN),
        "work": work.waiting(access.cohorts_of(person)) if codes else None,
    }
    return render(request, "training/desk.html", context)


@never_cache
@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Set up a class; for clerks, within their places."""
    person = need_person(request)
    codes = access.need_places(person)
    initial: dict[str, Any] = {"begins_on": today(), "ends_on": today(), "seats": 40}
    if len(codes) == 1 and codes[0]:
        initial["place"] = codes[0]
    form = CohortForm(_said(request), initial=initial, person=person, codes=codes)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.set_up(form.facts(), person)
            messages.success(request, _("The class is set up. Next: its timetable."))
            return redirect("training:run", made.pk)
    return _form(request, form, _("New class"), None)


@never_cache
@form_page
def edit(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Change a class, or cancel it; for its clerks."""
    person = need_person(request)
    found = access.cohort_to_run(person, cohort_id)
    form = CohortForm(
        _said(request),
        initial=CohortForm.initial_of(found),
        person=person,
        codes=access.need_places(person),
        fixed=True,
    )
    if request.method == "POST" and "cancel" in request.POST:
        form = CohortForm(CohortForm.initial_of(found), person=person, codes=form.codes, fixed=True)
        form.is_valid()
        with refusals_in(form):
            actions.cancel(found.pk, person)
            messages.success(request, _("The class is cancelled."))
            return redirect("training:run", found.pk)
    elif request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.edit(found.pk, form.facts(found.kind), person)
            messages.success(request, _("Saved."))
            return redirect("training:run", found.pk)
    return _form(request, form, cohorts.title(found), found)


@never_cache
@require_safe
def run(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """A class at a glance, for who runs, teaches or oversees it."""
    person = need_person(request)
    found = access.cohort_to_see(person, cohort_id)
    context = {
        "cohort": cohorts.cohort(found.pk),
        "place": places.full_name(found.place_code),
        "course": cohorts.course_title(found.course_id),
        "timetable": sessions.timetable(found, cancelled=True),
        "runs": access.runs(person, found),
        "teaches": access.teaches(person, found),
        "brings": access.enrols_others(person, found),
        "asked": terms.asked_by(found.rule),
        "rule": found.rule,
        "counts": work.counts(found),
        "opinion": opinions.summary_of(found),
        "shown_from": opinions.SHOWN_FROM,
        "samples": spotchecks.of_row(CAUSE, str(found.pk)),
        "checks": access.checks(person, found),
    }
    return render(request, "training/run.html", context)


@never_cache
@form_page
def new_session(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Put a session on the timetable; for clerks."""
    person = need_person(request)
    found = access.cohort_to_run(person, cohort_id)
    initial = {"day": max(found.begins_on, min(today(), found.ends_on)), "room": ""}
    form = SessionForm(_said(request), initial=initial, cohort=found)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.add_session(found.pk, form.facts(), person)
            messages.success(request, _("It stands on the timetable."))
            return redirect("training:run", found.pk)
    return _session_form(request, form, {"cohort": found, "title": _("New session")})


@never_cache
@form_page
def edit_session(request: HttpRequest, class_session: int) -> HttpResponse:
    """Change a session, or take it off the timetable; for clerks."""
    person = need_person(request)
    session = access.session_to_run(person, class_session)
    initial = SessionForm.initial_of(session)
    form = SessionForm(_said(request), initial=initial, cohort=session.cohort)
    if request.method == "POST" and "cancel" in request.POST:
        form = SessionForm(initial, cohort=session.cohort)
        form.is_valid()
        with refusals_in(form):
            actions.cancel_session(session.pk, person)
            messages.success(request, _("It is off the timetable."))
            return redirect("training:run", session.cohort_id)
    elif request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.edit_session(session.pk, form.facts(), person)
            messages.success(request, _("Saved."))
            return redirect("training:run", session.cohort_id)
    told = {"cohort": session.cohort, "title": session.title, "session": session}
    return _session_form(request, form, told)


@never_cache
@form_page
def schools(request: HttpRequest) -> HttpResponse:
    """Schools and bases of the clerk's places, and a new one."""
    person = need_person(request)
    codes = access.need_places(person)
    form = SchoolForm(_said(request))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.add_school(form.facts(codes), person)
            messages.success(request, _("%(name)s is registered.") % {"name": made.name})
            return redirect("training:schools")
    page = page_of(request, access.schools_of(person).order_by("place_code", "name"), 30)
    context = {
        "form": form,
        "page": page,
        "codes": {each.place_code for each in page.object_list},
    }
    status = 422 if form.errors else 200
    return render(request, "training/schools.html", context, status=status)


@never_cache
@form_page
def new_rule(request: HttpRequest) -> HttpResponse:
    """Write the next version of a completion rule; for clerks of its place, operators for all."""
    person = need_person(request)
    codes = access.need_places(person)
    form = RuleForm(_said(request), initial={"valid_from": today(), "attendance_percent": 75})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.set_rule(form.facts(codes), person)
            messages.success(request, _("Classes set up from that day on are under it."))
            return redirect("training:rules")
    status = 422 if form.errors else 200
    return render(request, "training/rule_new.html", {"form": form}, status=status)


def _said(request: HttpRequest) -> Any:
    """Return what was typed, also when that is nothing; None where nobody was asked yet."""
    return request.POST if request.method == "POST" else None


def _form(request: HttpRequest, form: CohortForm, title: str, found: Cohort | None) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "title": title, "found": found}
    return render(request, "training/class_form.html", context, status=status)


def _session_form(request: HttpRequest, form: SessionForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    needs_both = KINDS[context["cohort"].kind].needs_both_teachers
    told = context | {"form": form, "needs_both": needs_both}
    return render(request, "training/session_form.html", told, status=status)
