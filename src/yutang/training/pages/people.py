"""Who is in a class, for its clerks: deciding, bringing in, the matrix, completion, the sheet."""

from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people import actions as accounts
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.plumbing.sheets import trial
from yutang.plumbing.sheets.writing import sent_template
from yutang.roster import access as roster
from yutang.training import access, actions
from yutang.training.columns import PEOPLE
from yutang.training.forms import BringForm, ListForm
from yutang.training.models import Cohort, EnrolmentState, SessionPhoto
from yutang.training.queries import cohorts, people, sessions, terms, work
from yutang.training.queries.deciding import decide_list
from yutang.training.rules import enrolling

_PEOPLE_A_PAGE = 40
_LOG = "查看班级名单"


@never_cache
@require_safe
def listed(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Who is in a class, in the order they asked; that the list was opened is kept."""
    person = need_person(request)
    found = access.cohort_to_see(person, cohort_id)
    state = request.GET.get("state", "")
    wanted = [state] if state in EnrolmentState.values else None
    page = page_of(request, people.enrolments(found, wanted), _PEOPLE_A_PAGE)
    _opened(person, found)
    rows = people.rows(page.object_list, person)
    context = {
        "cohort": cohorts.cohort(found.pk),
        "page": page,
        "rows": rows,
        "codes": {row.place_code for row in rows},
        "states": work.counts(found).by_state,
        "state": state,
        "keep": f"state={state}&" if wanted else "",
        "runs": access.runs(person, found),
        "brings": access.enrols_others(person, found),
    }
    return render(request, "training/people.html", context)


@require_POST
def decide(request: HttpRequest, class_enrolment: int) -> HttpResponse:
    """Admit somebody, say no, or take them out of the class; for its clerks."""
    person = need_person(request)
    row = access.enrolment_to_decide(person, class_enrolment)
    said = request.POST
    with refusals_told(request):
        if said.get("what") == "leave":
            actions.leave(row.pk, person, reason=said.get("reason", ""))
        else:
            admit = said.get("what") == "admit"
            actions.decide(row.pk, person, admit=admit, reason=said.get("reason", ""))
        messages.success(request, _("Noted."))
    return redirect("training:people", row.cohort_id)


@never_cache
@form_page
def add(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Enrol somebody on their behalf; for clerks, and helpers of villages near it."""
    person = need_person(request)
    found = access.cohort_to_enrol(person, cohort_id)
    form = BringForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            made = actions.bring(
                found.pk,
                form.entry(roster.works_at(person)),
                person,
                agreed=form.agreed(),
                may_be_called=said["may_be_called"],
                joins_as=said["joins_as"],
            )
            told = {"name": said["name"], "state": made.get_state_display()}
            messages.success(request, _("%(name)s: %(state)s.") % told)
            return redirect("training:person-add", found.pk)
    context = {
        "cohort": cohorts.cohort(found.pk),
        "form": form,
        "sees_list": access.teaches(person, found),
    }
    status = 422 if form.errors else 200
    return render(request, "training/person_add.html", context, status=status)


@never_cache
@form_page
def import_people(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Bring in a list of people: read first, confirm then; for clerks."""
    person = need_person(request)
    found = access.cohort_to_run(person, cohort_id)

    def write(upload: trial.Upload, mark: str) -> str:
        brought = actions.import_list(found.pk, upload, mark, person)
        return _("Enrolled: %(added)s. In already: %(same)s. Left out: %(refused)s.") % {
            "added": brought.added,
            "same": brought.same,
            "refused": brought.refused,
        }

    job = trial.Import(
        person.pk,
        decide=lambda upload: decide_list(upload.data, found, person).outcome,
        write=write,
        template="training/import.html",
        leads_to=reverse("training:people", args=[found.pk]),
        form=ListForm,
        context={"cohort": cohorts.cohort(found.pk)},
    )
    return trial.page(request, job)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The table to fill in, as XLSX, or as CSV when asked for."""
    form: Literal["csv", "xlsx"] = "csv" if request.GET.get("form") == "csv" else "xlsx"
    return sent_template(PEOPLE, "yutang-class", form)


@never_cache
@require_safe
def matrix(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Who was at which session."""
    person = need_person(request)
    found = access.cohort_to_see(person, cohort_id)
    states = [*enrolling.SEATED, enrolling.LEFT]
    page = page_of(request, people.enrolments(found, states), _PEOPLE_A_PAGE)
    _opened(person, found)
    context = {
        "cohort": cohorts.cohort(found.pk),
        "page": page,
        "matrix": people.matrix(found, page.object_list, person),
    }
    return render(request, "training/matrix.html", context)


@never_cache
@form_page
def completion(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Who completed the class and who lacks what; its clerks judge, again after a re-sit."""
    person = need_person(request)
    found = access.cohort_to_see(person, cohort_id)
    if request.method == "POST":
        access.cohort_to_run(person, cohort_id)
        with refusals_told(request):
            passed, left = actions.judge_all(found.pk, person)
            messages.success(
                request,
                _("Completed: %(passed)s. Not yet: %(left)s.") % {"passed": passed, "left": left},
            )
        return redirect("training:completion", found.pk)
    _opened(person, found)
    context = {
        "cohort": cohorts.cohort(found.pk),
        "asked": terms.asked_by(found.rule),
        "rule": found.rule,
        "rows": people.completion(found, person),
        "runs": access.runs(person, found),
    }
    return render(request, "training/completion.html", context)


@require_POST
def check(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Draw a sample of the class to call."""
    person = need_person(request)
    found = access.cohort_to_see(person, cohort_id)
    if not access.checks(person, found):
        raise NotFound
    with refusals_told(request):
        sample_id = actions.draw_check(found.pk, row_id(request.POST.get("size")) or 0, person)
        return redirect("spotchecks:spotcheck", sample_id)
    return redirect("training:run", found.pk)


@never_cache
@require_safe
def sheet(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The class on paper for who inspects: days, teachers, counts, photographs."""
    person = need_person(request)
    found = access.cohort_to_see(person, cohort_id)
    context: dict[str, Any] = {
        "cohort": cohorts.cohort(found.pk),
        "place": places.full_name(found.place_code),
        "course": cohorts.course_title(found.course_id),
        "timetable": sessions.timetable(found),
        "counts": work.counts(found),
        "asked": terms.asked_by(found.rule),
        "rule": found.rule,
        "rows": people.completion(found, person),
        "photos": SessionPhoto.objects.filter(session__cohort=found).select_related("session"),
        "printed_on": today(),
        "by": person,
        "at": now(),
    }
    _opened(person, found)
    return render(request, "training/sheet.html", context)


def _opened(person: Person, found: Cohort) -> None:
    """Keep that somebody looked at who is in a class."""
    accounts.record_opening(person, None, "class", f"training:{found.pk}", _LOG)
