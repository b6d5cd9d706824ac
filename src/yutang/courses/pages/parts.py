"""The parts of a draft: lessons with pictures and video, questions, assignments."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.courses import access, actions, queries
from yutang.courses import forms as our
from yutang.courses.rules import words
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, number, refusals_in, refusals_told

_READ_MOST = 16 * 1024 * 1024


@never_cache
@form_page
def lesson_new(request: HttpRequest, version_id: int) -> HttpResponse:
    """Add a lesson."""
    version = access.version_to_write(need_person(request), version_id)
    form = our.LessonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.add_lesson(version.pk, form.facts())
            return redirect("courses:lesson-edit", made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "version": version}
    return render(request, "courses/lesson_edit.html", context, status=status)


@never_cache
@form_page
def lesson_edit(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Write a lesson's words; pictures and video are sent beside them."""
    lesson = access.lesson_to_write(need_person(request), lesson_id)
    form = our.LessonForm(request.POST or None, initial=our.lesson_initial(lesson))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.write_lesson(lesson, form.facts())
            messages.success(request, _("Kept."))
            return redirect("courses:lesson-edit", lesson.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/lesson_edit.html", _lesson(lesson, form), status=status)


@never_cache
@require_POST
def lesson_picture(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Add a picture to a lesson."""
    lesson = access.lesson_to_write(need_person(request), lesson_id)
    picture = our.PictureForm(request.POST, request.FILES)
    if picture.is_valid():
        said = picture.cleaned_data
        with refusals_in(picture):
            actions.add_picture(lesson, said["picture"].read(_READ_MOST), said["words"])
            return redirect("courses:lesson-edit", lesson.pk)
    form = our.LessonForm(initial=our.lesson_initial(lesson))
    context = _lesson(lesson, form) | {"picture": picture}
    return render(request, "courses/lesson_edit.html", context, status=422)


@never_cache
@require_POST
def lesson_video(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Give a lesson its video: a file, or the replay of a sale."""
    lesson = access.lesson_to_write(need_person(request), lesson_id)
    video = our.VideoForm(request.POST, request.FILES)
    if video.is_valid():
        said = video.cleaned_data
        with refusals_in(video):
            if said["video"]:
                actions.set_video(lesson, said["video"].read(_READ_MOST))
            else:
                actions.set_replay(lesson, said["replay"])
            return redirect("courses:lesson-edit", lesson.pk)
    form = our.LessonForm(initial=our.lesson_initial(lesson))
    context = _lesson(lesson, form) | {"video": video}
    return render(request, "courses/lesson_edit.html", context, status=422)


@require_POST
def lesson_step(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Move a lesson, take it out, or take its video or a picture away."""
    lesson = access.lesson_to_write(need_person(request), lesson_id)
    step = request.POST.get("step", "")
    steps: dict[str, Callable[[], object]] = {
        "up": lambda: actions.move_lesson(lesson, up=True),
        "down": lambda: actions.move_lesson(lesson, up=False),
        "drop": lambda: actions.drop_lesson(lesson),
        "drop-video": lambda: actions.drop_video(lesson),
        "drop-picture": lambda: actions.drop_picture(lesson, number(request.POST.get("picture"))),
    }
    if step not in steps:
        raise NotFound
    with refusals_told(request):
        steps[step]()
    if step.startswith("drop-"):
        return redirect("courses:lesson-edit", lesson_id)
    return redirect("courses:version", lesson.version_id)


@never_cache
@form_page
def question_new(request: HttpRequest, version_id: int) -> HttpResponse:
    """Add a question to the bank; then the next one."""
    version = access.version_to_write(need_person(request), version_id)
    form = our.QuestionForm(
        request.POST or None,
        lessons=_lessons(version),
        initial={"lesson": request.GET.get("lesson", "")},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.add_question(version.pk, form.lesson_id(), form.facts())
            messages.success(request, _("Kept. Write the next one, or go back to the course."))
            return redirect("courses:question-new", version.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "version": version}
    return render(request, "courses/question_edit.html", context, status=status)


@never_cache
@form_page
def question_edit(request: HttpRequest, question_id: int) -> HttpResponse:
    """Write a question of a draft."""
    question = access.question_to_write(need_person(request), question_id)
    form = our.QuestionForm(
        request.POST or None,
        lessons=_lessons(question.version),
        initial=our.question_initial(question),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.write_question(question, form.lesson_id(), form.facts())
            return redirect("courses:version", question.version_id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "version": question.version, "question": question}
    return render(request, "courses/question_edit.html", context, status=status)


@require_POST
def question_drop(request: HttpRequest, question_id: int) -> HttpResponse:
    """Take a question out of a draft."""
    question = access.question_to_write(need_person(request), question_id)
    with refusals_told(request):
        actions.drop_question(question)
    return redirect("courses:version", question.version_id)


@never_cache
@form_page
def assignment_new(request: HttpRequest, version_id: int) -> HttpResponse:
    """Add an assignment."""
    version = access.version_to_write(need_person(request), version_id)
    form = our.AssignmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.add_assignment(version.pk, form.facts())
            return redirect("courses:version", version.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "version": version}
    return render(request, "courses/assignment_edit.html", context, status=status)


@never_cache
@form_page
def assignment_edit(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Write an assignment of a draft."""
    assignment = access.assignment_to_write(need_person(request), assignment_id)
    form = our.AssignmentForm(request.POST or None, initial=our.assignment_initial(assignment))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.write_assignment(assignment, form.facts())
            return redirect("courses:version", assignment.version_id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "version": assignment.version, "assignment": assignment}
    return render(request, "courses/assignment_edit.html", context, status=status)


@require_POST
def assignment_drop(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Take an assignment out of a draft."""
    assignment = access.assignment_to_write(need_person(request), assignment_id)
    with refusals_told(request):
        actions.drop_assignment(assignment)
    return redirect("courses:version", assignment.version_id)


def _lesson(lesson: access.Lesson, form: our.LessonForm) -> dict[str, Any]:
    return {
        "form": form,
        "version": lesson.version,
        "lesson": lesson,
        "html": words.html(lesson.text),
        "pictures": lesson.pictures.all(),
        "picture": our.PictureForm(),
        "video": our.VideoForm(),
    }


def _lessons(version: access.CourseVersion) -> list[tuple[str, str]]:
    return [
        (str(line.id), f"{line.position}. {line.title}") for line in queries.lessons_of(version.pk)
    ]
