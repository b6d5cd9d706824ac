"""What a draft consists of, for its author and for publishing."""

from django.db.models import Count, Sum

from yutang.courses.models import CourseVersion
from yutang.courses.rules.writing import Contents


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
