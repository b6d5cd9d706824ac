"""Classes as everybody sees them, the rules they are judged by, and enrolling oneself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.people.sessions import need_person, person_of
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, page_of, refusals_in
from yutang.roster import access as roster
from yutang.roster.queries import faces, has_consent
from yutang.training import access, actions
from yutang.training.actions.joining import PURPOSE
from yutang.training.forms import ConsentForm, JoinForm
from yutang.training.models import Cohort, Enrolment, KindName
from yutang.training.queries import cohorts, opinions, sessions, terms
from yutang.training.rules import enrolling

_CLASSES_A_PAGE = 20


@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """The classes there are, those still to come first; by kind, and of a place."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KindName.values else ""
    code = request.GET.get("place", "")
    code = code if code.isdigit() else ""
    page = page_of(request, cohorts.listed(kind, code), _CLASSES_A_PAGE)
    keep = "&".join(f"{name}={value}" for name, value in (("kind", kind), ("place", code)) if value)
    context = {
        "page": page,
        "rows": cohorts.of_page(page.object_list),
        "codes": {row.place_code for row in page.object_list},
        "kinds": KindName.choices,
        "kind": kind,
        "code": code,
        "place": places.full_name(code) if code else "",
        "keep": f"{keep}&" if keep else "",
    }
    return render(request, "training/classes.html", context)


@require_safe
def cohort(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """One class for everybody: what, where, when, seats; no person. And what the reader may do."""
    found = access.public_cohort(cohort_id)
    person = person_of(request)
    own = _own(request, found)
    context = {
        "cohort": cohorts.cohort(found.pk),
        "place": places.full_name(found.place_code),
        "course": cohorts.course_title(found.course_id),
        "timetable": sessions.timetable(found),
        "rule": found.rule,
        "asked": terms.asked_by(found.rule),
        "own": own,
        "may_enrol": own is None or own.state in {enrolling.LEFT, enrolling.REFUSED},
        "runs": person is not None and access.teaches(person, found),
        "brings": access.enrols_others(person, found),
        "opinion": opinions.summary_of(found),
        "shown_from": opinions.SHOWN_FROM,
    }
    return render(request, "training/class.html", context)


@never_cache
@form_page
def enrol(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Enrol oneself: who one is, once, and the consent."""
    person = need_person(request)
    found = access.public_cohort(cohort_id)
    own = _own(request, found)
    if own is not None and own.state not in {enrolling.LEFT, enrolling.REFUSED}:
        return redirect("training:mine-class", own.pk)
    member = roster.of_account(person)
    is_known = member is not None and member.birth_on is not None
    agreed = member is not None and has_consent(member.pk, PURPOSE)
    said = request.POST if request.method == "POST" else None
    form = ConsentForm(said, agreed=agreed) if is_known else JoinForm(said, agreed=agreed)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.join(
                found.pk,
                person,
                form.entry() if isinstance(form, JoinForm) else None,
                agrees=bool(form.cleaned_data.get("agrees")),
                may_be_called=form.cleaned_data["may_be_called"],
            )
            messages.success(request, _told(made))
            return redirect("training:mine-class", made.pk)
    context = {"cohort": cohorts.cohort(found.pk), "form": form, "agreed": agreed}
    status = 422 if form.errors else 200
    return render(request, "training/enrol.html", context, status=status)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Which completion rules are in force and were, with their sources; for everybody."""
    rows = list(terms.versions())
    context = {
        "rows": rows,
        "names": places.full_names({row.place_code for row in rows if row.place_code}),
        "writes": bool(access.places_run(person_of(request))),
    }
    return render(request, "training/rules.html", context)


def _own(request: HttpRequest, found: Cohort) -> Enrolment | None:
    member = roster.of_account(person_of(request))
    if member is None:
        return None
    rows = Enrolment.objects.filter(cohort=found, member_id__in=faces(member.pk))
    return rows.order_by("-since").first()


def _told(made: Enrolment) -> str:
    told: dict[str, Any] = {
        enrolling.ADMITTED: _("You have a seat."),
        enrolling.WAITING: _("All seats are taken: you are on the waiting list."),
        enrolling.ASKED: _("You asked for a seat. The county decides."),
    }
    return str(told.get(made.state, _("You are in this class already.")))
