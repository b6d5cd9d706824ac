"""Writing courses: one's courses, drafts with lessons, questions and assignments, publishing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.courses import access, actions, queries
from yutang.courses.forms import NewCourseForm, VersionForm
from yutang.courses.queries import writing as contents
from yutang.courses.rules.writing import VersionFacts, missing
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told

_ROWS_A_PAGE = 30


@never_cache
@form_page
def courses(request: HttpRequest) -> HttpResponse:
    """The courses that the reader writes; sent, one of another place is copied."""
    person = need_person(request)
    codes = access.need_author(person)
    if request.method == "POST":
        return _taken(request, person, codes)
    found = access.courses_to_write(person).order_by("-made_at")
    page = page_of(request, found, _ROWS_A_PAGE)
    shown = queries.views([each.pk for each in page.object_list])
    context = {
        "page": page,
        "rows": [shown[each.pk] for each in page.object_list if each.pk in shown],
        "others": [each for each in queries.offered() if each.id not in shown],
        "places": _places(codes),
        "is_operator": "" in codes,
    }
    return render(request, "courses/authoring.html", context)


@never_cache
@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Begin a course."""
    person = need_person(request)
    form = NewCourseForm(request.POST or None, places=_places(access.need_author(person)))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        facts = VersionFacts(said["title"], "", said["about"], "")
        made = actions.begin_course(facts, said["place_code"], person)
        return redirect("courses:version", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/new.html", {"form": form}, status=status)


@never_cache
@form_page
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    """A version with all it has; a draft is written here, a published one only read."""
    person = need_person(request)
    found = access.version_to_write(person, version_id)
    initial = {name: getattr(found, name) for name in VersionFacts._fields}
    form = VersionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.write_version(found.pk, form.facts())
            messages.success(request, _("Kept."))
            return redirect("courses:version", found.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/version.html", _shown(found) | {"form": form}, status=status)


@require_POST
def step(request: HttpRequest, version_id: int) -> HttpResponse:
    """Publish a draft, offer a version no more, or begin the next one."""
    person = need_person(request)
    found = access.version_to_write(person, version_id)
    steps: dict[str, Callable[[], access.CourseVersion]] = {
        "publish": lambda: actions.publish(found.pk, person),
        "withdraw": lambda: actions.withdraw(found.pk),
        "new": lambda: actions.new_version(found.course_id, person),
    }
    if request.POST.get("step") not in steps:
        raise NotFound
    with refusals_told(request):
        made = steps[request.POST["step"]]()
        return redirect("courses:version", made.pk)
    return redirect("courses:version", found.pk)


def _shown(found: access.CourseVersion) -> dict[str, Any]:
    lacking = missing(contents.contents_of(found)) if found.state == "draft" else ()
    return {
        "version": found,
        "course": queries.version_view(found),
        "is_draft": found.state == "draft",
        "lessons": queries.lessons_of(found.pk),
        "questions": contents.questions_of(found),
        "assignments": contents.assignments_of(found),
        "bank": found.questions.filter(in_exam=True).count(),
        "lacking": [contents.lack_word(each) for each in lacking],
        "versions": found.course.versions.order_by("-number"),
        "counts": queries.counts(found.course_id),
    }


def _taken(request: HttpRequest, person: Person, codes: tuple[str, ...]) -> HttpResponse:
    with refusals_told(request):
        if "bring_in" in request.POST and "" in codes:
            made = actions.bring_in(person)
            messages.success(request, _("Courses brought in: %(n)s.") % {"n": made})
            return redirect("courses:authoring")
        place = request.POST.get("place", "")
        if not access.may_write(person, place):
            raise NotFound
        copied = actions.copy_course(number(request.POST.get("version")), place, person)
        messages.success(request, _("Copied as a draft of yours."))
        return redirect("courses:version", copied.pk)
    return redirect("courses:authoring")


def _places(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    known = places.full_names({code for code in codes if code}) | {"": _("the whole platform")}
    return [(code, known.get(code) or code) for code in codes]
