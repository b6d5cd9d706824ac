"""Courses that take learners; beginning one; one's own way through it."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.courses import access, actions, queries
from yutang.courses.forms import JoinForm
from yutang.courses.queries import studies
from yutang.people.access import Person
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.plumbing.reader import reads_english
from yutang.roster import access as roster
from yutang.roster import actions as members
from yutang.roster.access import Member
from yutang.roster.rules import BY_NAME, Agreed

_OWN_SHOWN = 6
_STUDIES_A_PAGE = 20


@never_cache
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """The courses that take learners; above them where the reader goes on."""
    person = person_of(request)
    own = access.own_studies(person)[:_OWN_SHOWN] if person else []
    offered = queries.offered()
    context = {
        "courses": offered,
        "codes": [each.place_code for each in offered],
        "own": [(study, studies.study_view(study), _view(study)) for study in own],
        "writes": bool(access.writes_at(person)),
    }
    return render(request, "courses/courses.html", context)


@never_cache
@form_page
def course(request: HttpRequest, course_id: int) -> HttpResponse:
    """What a course is about, and its beginning: for oneself, or on behalf of a member.

    Who is not on the roster says who they are and agrees to the purpose first.
    """
    person = person_of(request)
    version = access.offered_version(course_id)
    helped = _helped(request, person)
    member = helped or roster.of_account(person)
    form = None
    if person is not None and member is None:
        form = JoinForm(request.POST or None, sentence=_sentence())
    if request.method == "POST":
        person = need_person(request)
        if form is not None and form.is_valid():
            with refusals_in(form):
                member = _joined(person, form)
        if member is not None:
            with refusals_told(request):
                begun = actions.begin(member, version.pk, person)
                return redirect("courses:study", begun.pk)
    context = {
        "course": queries.version_view(version),
        "lessons": queries.lessons_of(version.pk),
        "form": form,
        "helped": helped,
        "helped_name": _name(person, helped) if person and helped else "",
        "known": access.studies_of([member.pk]).filter(version=version).first() if member else None,
        "marks": bool(person and access.writes_at(person)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/course.html", context, status=status)


@never_cache
@require_safe
def help_learn(request: HttpRequest, member_id: int) -> HttpResponse:
    """What a member learns, for who helps them: go on with it, or begin a course for them."""
    person = need_person(request)
    member = access.learner_for(person, member_id)
    page = page_of(request, access.studies_of([member.pk]), _STUDIES_A_PAGE)
    context = {
        "member": member,
        "name": _name(person, member),
        "page": page,
        "rows": [(study, studies.study_view(study), _view(study)) for study in page.object_list],
        "courses": queries.offered((member.place_code,)),
    }
    return render(request, "courses/help.html", context)


@never_cache
@require_safe
def study(request: HttpRequest, study_id: int) -> HttpResponse:
    """How far a learner is, and where they go on; teachers see attempts and works here too."""
    person = need_person(request)
    found = access.study_for(person, study_id)
    actions.end_overdue()
    context = study_context(person, found) | {
        "view": studies.study_view(found),
        "exam_key": uuid4(),
    }
    return render(request, "courses/study.html", context)


def study_context(person: Person, found: access.Study) -> dict[str, Any]:
    """Return what every page of a study shows: whose it is, of which course, who looks."""
    own = access.is_own(person, found)
    return {
        "study": found,
        "course": _view(found),
        "is_own": own,
        "learner": "" if own else _name(person, found.member),
        "marks": access.marks(person, found),
        "acts": own or roster.may_enter(person, found.member.place_code),
    }


def _view(found: access.Study) -> queries.CourseView:
    return queries.version_view(found.version)


def _name(person: Person, member: Member) -> str:
    return roster.names(person, [member.pk]).get(member.pk, "")


def _helped(request: HttpRequest, person: Person | None) -> Member | None:
    """Return the member named in the address, when the reader may help them."""
    named = request.POST.get("member") or request.GET.get("for")
    if not named:
        return None
    return access.learner_for(person or need_person(request), number(named))


def _sentence() -> str:
    purpose = BY_NAME["training"]
    return purpose.sentence_en if reads_english() else purpose.sentence


def _joined(person: Person, form: JoinForm) -> Member:
    entry = form.entry(("",))
    return members.enter(
        entry, person, purpose="training", agreed=Agreed("account"), account=person
    )
