"""A lesson on a phone: words, pictures, video, its quiz; then on to the next."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.courses import access, actions
from yutang.courses.pages.learning import study_context
from yutang.courses.queries import studies
from yutang.courses.rules import watching, words
from yutang.kernel.errors import NotFound, Refusal
from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, number, refusals_told
from yutang.plumbing.reader import sentence


@never_cache
@form_page
def lesson(request: HttpRequest, study_id: int, lesson_id: int) -> HttpResponse:
    """Read a lesson; sent, it is finished, and the next one follows."""
    person = need_person(request)
    if request.method == "POST":
        found = access.study_to_learn(person, study_id)
        here = access.lesson_of(found, lesson_id)
        with refusals_told(request):
            actions.finish_lesson(found.pk, here.pk, person)
            after = studies.lesson_view(found, here).after
            if after is None:
                messages.success(request, _("That was the last lesson."))
                return redirect("courses:study", found.pk)
            return redirect("courses:lesson", found.pk, after.id)
        return redirect("courses:lesson", found.pk, here.pk)
    found = access.study_for(person, study_id)
    here = access.lesson_of(found, lesson_id)
    context = study_context(person, found)
    if context["acts"]:
        actions.visit(found, here)
    view = studies.lesson_view(found, here)
    context |= {
        "view": view,
        "html": words.html(view.text),
        "tell_every_s": watching.TOLD_EVERY_S,
        "enough_percent": watching.ENOUGH_PERCENT,
    }
    return render(request, "courses/lesson.html", context)


@never_cache
@require_POST
def watch(request: HttpRequest, study_id: int, lesson_id: int) -> JsonResponse:
    """A player tells which seconds it played."""
    person = need_person(request)
    found = access.study_to_learn(person, study_id)
    begin_s, end_s = (number(request.POST.get(name)) for name in ("from", "to"))
    told = actions.watch(found.pk, lesson_id, begin_s, end_s)
    video_s = told.lesson.video_s
    return JsonResponse(
        {
            "seconds": told.seconds,
            "percent": min(100 * told.seconds // max(video_s, 1), 100),
            "enough": watching.is_enough(told.seconds, video_s),
        }
    )


@never_cache
@form_page
def quiz(request: HttpRequest, study_id: int, lesson_id: int) -> HttpResponse:
    """Answer a lesson's quiz; then what was right, and why. It may be answered again."""
    person = need_person(request)
    if request.method == "POST":
        found = access.study_to_learn(person, study_id)
        here = access.lesson_of(found, lesson_id)
        key = key_of(request)
        try:
            answered = actions.answer_quiz(
                found.pk, here.pk, chosen_in(request), key=key, by=person
            )
        except NotFound:
            raise
        except Refusal as refusal:
            context = study_context(person, found) | {
                "view": studies.lesson_view(found, here),
                "asked": studies.quiz_asked(here, str(key)),
                "key": key,
                "chosen": {each for ids in chosen_in(request).values() for each in ids},
                "refused": sentence(refusal),
            }
            return render(request, "courses/quiz.html", context, status=refusal.status)
        context = study_context(person, found) | {
            "view": studies.lesson_view(found, here),
            "round": answered,
            "answered": studies.quiz_answered(answered),
            "needed_percent": found.version.quiz_percent,
        }
        return render(request, "courses/quiz.html", context)
    found = access.study_for(person, study_id)
    here = access.lesson_of(found, lesson_id)
    key = uuid4()
    context = study_context(person, found) | {
        "view": studies.lesson_view(found, here),
        "asked": studies.quiz_asked(here, str(key)),
        "key": key,
        "chosen": set(),
        "needed_percent": found.version.quiz_percent,
    }
    if not context["asked"]:
        raise NotFound
    return render(request, "courses/quiz.html", context)


def key_of(request: HttpRequest) -> UUID:
    """Return the key that a form carries; raises `NotFound` when it has none."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as error:
        raise NotFound from error


def chosen_in(request: HttpRequest) -> dict[int, list[int]]:
    """Return by question (``q<id>`` in the form) the options that were chosen."""
    found: dict[int, list[int]] = {}
    for name, values in request.POST.lists():
        question = row_id(name.removeprefix("q")) if name.startswith("q") else None
        if question is not None:
            found[question] = [number(str(value)) for value in values]
    return found
