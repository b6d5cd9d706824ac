"""Assignments: handing in, a teacher's worklist, marking; and a course's learners."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.courses import access, actions, queries
from yutang.courses.forms import WorkForm
from yutang.courses.pages.learning import study_context
from yutang.courses.queries import marking, studies
from yutang.courses.queries.words import pick
from yutang.courses.rules import works as rules
from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told

_ROWS_A_PAGE = 30
_READ_MOST = 16 * 1024 * 1024


@never_cache
@form_page
def assignment(request: HttpRequest, study_id: int, assignment_id: int) -> HttpResponse:
    """What is to be done; handing in; what the teacher said of each version."""
    person = need_person(request)
    found = access.study_for(person, study_id)
    asked = access.assignment_of(found, assignment_id)
    form = WorkForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST":
        access.study_to_learn(person, study_id)
        if form.is_valid():
            photos = request.FILES.getlist("photos")[: rules.PHOTOS_MOST + 1]
            with refusals_in(form):
                actions.hand_in(
                    found.pk,
                    asked.pk,
                    form.cleaned_data["text"],
                    [photo.read(_READ_MOST) for photo in photos],
                    key=form.cleaned_data["key"],
                    by=person,
                )
                messages.success(request, _("Handed in. Your teacher's words will stand here."))
                return redirect("courses:assignment", found.pk, asked.pk)
    context = study_context(person, found) | _about(asked) | {"form": form}
    context["works"] = studies.works_of(found, asked)
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/assignment.html", context, status=status)


@never_cache
@require_safe
def photo(request: HttpRequest, work_photo_id: int) -> FileResponse:
    """Hand out a photograph of a work to who sees its study."""
    found = access.photo_for(need_person(request), work_photo_id)
    response = FileResponse(found.file.open("rb"), content_type="image/webp")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """The works that wait for a mark, the oldest first."""
    person = need_person(request)
    found = marking.waiting(access.studies_to_mark(person), person)
    page = page_of(request, found, _ROWS_A_PAGE)
    context = {
        "page": page,
        "rows": marking.waiting_rows(page.object_list, person),  # type: ignore[arg-type]
    }
    return render(request, "courses/worklist.html", context)


@never_cache
@form_page
def work(request: HttpRequest, submission_id: int) -> HttpResponse:
    """A work that was handed in; a teacher marks it by its criteria."""
    person = need_person(request)
    found = access.submission_for(person, submission_id)
    if request.method == "POST":
        with refusals_told(request):
            actions.mark(found.pk, _points(request), request.POST.get("words", ""), person)
            messages.success(request, _("Marked. The learner reads it with the work."))
            return redirect("courses:worklist")
    view = studies.work_view(found)
    context = study_context(person, found.study) | _about(found.assignment)
    context |= {
        "view": view,
        "given": view.mark.points if view.mark else {},
        "may_mark": context["marks"] and found.by_id != person.pk,
        "said": request.POST.get("words", ""),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/work.html", context, status=status)


@never_cache
@require_safe
def learners(request: HttpRequest, course_id: int) -> HttpResponse:
    """Who learns in a course, of the places where the reader teaches."""
    person = need_person(request)
    found = access.studies_to_mark(person).filter(version__course=course_id).order_by("-last_at")
    page = page_of(request, found, _ROWS_A_PAGE)
    context = {
        "course": queries.course(course_id),
        "page": page,
        "rows": marking.learner_lines(list(page.object_list), person),
        "persons": marking.persons_in(found),
    }
    return render(request, "courses/learners.html", context)


def _about(asked: access.Assignment) -> dict[str, Any]:
    criteria = studies.criteria_of(asked)
    return {
        "assignment": asked,
        "title": pick(asked.title, asked.title_en),
        "text": pick(asked.text, asked.text_en),
        "criteria": criteria,
        "most": sum(each.points for each in criteria),
    }


def _points(request: HttpRequest) -> dict[int, int]:
    """Return the points that a form gives, by criterion; what is no number is not given."""
    found = {}
    for name, value in request.POST.items():
        criterion = row_id(name.removeprefix("points-")) if name.startswith("points-") else None
        points = row_id(str(value))
        if criterion is not None and points is not None:
            found[criterion] = points
    return found
