"""A learner's own: classes, attending by code, what they think of it, leaving."""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import CHINA, now
from yutang.kernel.errors import NotFound, Refusal
from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, refusals_told
from yutang.plumbing.reader import sentence
from yutang.training import access, actions
from yutang.training.queries import cohorts, mine, sessions
from yutang.training.queries.papers import diplomas_of
from yutang.training.rules import enrolling

_COMING_MOST = 5


@never_cache
@require_safe
def my_classes(request: HttpRequest) -> HttpResponse:
    """The reader's classes, and the sessions that come next."""
    person = need_person(request)
    rows = mine.enrolments_of(person)
    attends = [row.cohort_id for row in rows if row.state in enrolling.MAY_ATTEND]
    context = {
        "rows": rows,
        "coming": sessions.coming(attends, _COMING_MOST),
        "titles": cohorts.titles([row.cohort for row in rows]),
    }
    return render(request, "training/mine.html", context)


@never_cache
@require_safe
def my_class(request: HttpRequest, class_enrolment: int) -> HttpResponse:
    """One class of the reader's: where they stand, what they attended, what is left to do."""
    person = need_person(request)
    row = access.own_enrolment(person, class_enrolment)
    came = mine.came(row)
    context = {
        "row": row,
        "cohort": cohorts.cohort(row.cohort_id),
        "place": places.full_name(row.cohort.place_code),
        "course_id": row.cohort.course_id,
        "course": cohorts.course_title(row.cohort.course_id),
        "timetable": [(each, came.get(each.id, "")) for each in sessions.timetable(row.cohort)],
        "ahead": mine.ahead_in_line(row),
        "standing": mine.standing(row),
        "diploma": diplomas_of([row]).get(row.pk),
        "may_opine": bool(came) and not mine.has_opined(row),
        "may_leave": enrolling.LEFT in enrolling.ARROWS[row.state],
        "may_attend": row.state in enrolling.MAY_ATTEND,
        "points": range(1, 6),
    }
    return render(request, "training/my_class.html", context)


@require_POST
def leave(request: HttpRequest, class_enrolment: int) -> HttpResponse:
    """Leave a class of one's own."""
    person = need_person(request)
    access.own_enrolment(person, class_enrolment)
    with refusals_told(request):
        actions.leave(class_enrolment, person, reason=request.POST.get("reason", ""))
        messages.success(request, _("You left the class. The seat goes to who waits."))
    return redirect("training:mine-class", class_enrolment)


@require_POST
def opine(request: HttpRequest, class_enrolment: int) -> HttpResponse:
    """Say what one thinks of a class; nobody is told whose it is."""
    person = need_person(request)
    said = request.POST
    points = (
        row_id(said.get("useful")) or 0,
        row_id(said.get("taught")) or 0,
        row_id(said.get("held")) or 0,
    )
    with refusals_told(request):
        actions.give_opinion(class_enrolment, points, said.get("words", ""), person)
        messages.success(request, _("Thank you. Nobody sees who said it."))
    return redirect("training:mine-class", class_enrolment)


@never_cache
@form_page
def attend(request: HttpRequest) -> HttpResponse:
    """Attend a session by what was scanned or typed; the page is kept for when there is no line."""
    person = need_person(request)
    if request.method != "POST":
        return render(request, "training/attend.html", {"key": uuid4()})
    said = request.POST
    try:
        answer = actions.attend(
            said.get("scanned", "") or said.get("code", ""),
            key_of(said.get("key", "")),
            person,
            claimed_at=claimed(said.get("claimed_at", "")),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        if wants_json(request):
            raise
        context = {"refusal": sentence(refusal), "typed": said.get("code", ""), "key": uuid4()}
        return render(request, "training/attend.html", context, status=refusal.status)
    told = _("Noted: you are here. %(title)s") % {"title": answer.said["title"]}
    if answer.said["state"] == "late":
        told = _("Noted. It came late, so the teacher confirms it. %(title)s") % {
            "title": answer.said["title"]
        }
    messages.success(request, told)
    to = reverse("training:mine")
    return answered(request, to, is_new=answer.is_new)


def answered(request: HttpRequest, to: str, *, is_new: bool) -> HttpResponse:
    """Answer a device that keeps what it sends: where to go next; asked again, the same."""
    if wants_json(request):
        return JsonResponse({"to": to}, status=201 if is_new else 200)
    return redirect(to)


def wants_json(request: HttpRequest) -> bool:
    """Say whether a module asks, not a person's browser."""
    return "application/json" in request.headers.get("Accept", "")


def key_of(text: str) -> UUID:
    """Return the key that a device sends; raises `NotFound` where there is none."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def claimed(text: str) -> datetime | None:
    """Return the moment that a device says, if it says one that is not to come."""
    try:
        said = parse_datetime(text)
    except ValueError:
        return None
    if said is None:
        return None
    moment = said if said.tzinfo else said.replace(tzinfo=CHINA)
    return moment if moment <= now() else None
