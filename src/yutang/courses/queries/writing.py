"""What a draft consists of, for its author and for publishing."""

from typing import NamedTuple

from django.db.models import Count, F, Sum

from yutang.courses.errors import LACKS
from yutang.courses.models import CourseVersion
from yutang.courses.queries.words import pick
from yutang.courses.rules.writing import Contents, Missing


def contents_of(version: CourseVersion) -> Contents:
    """Return what publishing looks at."""
    lessons = version.lessons.annotate(seen=Count("pictures")).values_list("text", "video", "seen")
    assignments = version.assignments.annotate(most=Sum("criteria__points"))
    return Contents(
        title=version.title,
        about=version.about,
        lesson_words=tuple(
            bool(text.strip() or video or pictures) for text, video, pictures in lessons
        ),
        bank=version.questions.filter(in_exam=True).count(),
        exam_questions=version.exam_questions,
        points=tuple((each.most or 0, each.pass_points) for each in assignments),
    )


class QuestionLine(NamedTuple):
    """A question in its author's list."""

    id: int
    kind: str
    text: str
    lesson: int | None
    """Position of the lesson whose quiz asks it."""
    in_exam: bool


class AssignmentLine(NamedTuple):
    """An assignment in its author's list."""

    id: int
    title: str
    most: int
    pass_points: int


def questions_of(version: CourseVersion) -> list[QuestionLine]:
    """Return the bank of a version, by lesson."""
    rows = version.questions.select_related("lesson").order_by(
        F("lesson__position").asc(nulls_last=True), "pk"
    )
    return [
        QuestionLine(
            each.pk,
            each.get_kind_display(),
            pick(each.text, each.text_en),
            each.lesson.position if each.lesson else None,
            each.in_exam,
        )
        for each in rows
    ]


def assignments_of(version: CourseVersion) -> list[AssignmentLine]:
    """Return the assignments of a version."""
    rows = version.assignments.annotate(most=Sum("criteria__points")).order_by("pk")
    return [
        AssignmentLine(each.pk, pick(each.title, each.title_en), each.most or 0, each.pass_points)
        for each in rows
    ]


def lack_word(lack: Missing) -> str:
    """Return in words what a draft lacks."""
    return pick(*LACKS[lack])
