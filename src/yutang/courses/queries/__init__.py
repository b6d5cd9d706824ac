"""Reads of the courses room: courses and their lessons, and how far members are."""

from yutang.courses.queries.courses import (
    CourseView,
    LessonLine,
    course,
    has_demo,
    lessons_of,
    offered,
    version_view,
    views,
)
from yutang.courses.queries.progress import (
    CourseCounts,
    ExamResult,
    MemberProgress,
    counts,
    exam_results,
    has_exam,
    progress,
)

__all__ = [
    "CourseCounts",
    "CourseView",
    "ExamResult",
    "LessonLine",
    "MemberProgress",
    "counts",
    "course",
    "exam_results",
    "has_demo",
    "has_exam",
    "lessons_of",
    "offered",
    "progress",
    "version_view",
    "views",
]
