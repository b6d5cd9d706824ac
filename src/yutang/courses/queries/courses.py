"""Courses as pages show them, and as other rooms name them."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from yutang.courses.models import Assignment, Course, CourseVersion, Lesson
from yutang.courses.queries.words import pick
from yutang.courses.rules import marking
from yutang.kernel.errors import NotFound


class CourseView(NamedTuple):
    """A course in the version that is offered, else the newest that was; else its draft."""

    id: int
    version_id: int
    number: int
    state: str
    title: str
    about: str
    place_code: str
    lessons: int
    minutes: int
    assignments: int
    exam_questions: int
    exam_minutes: int
    exam_tries: int
    exam_percent: int
    is_shipped: bool
    is_demo: bool

    @property
    def exam_needed(self) -> int:
        """How many questions of the exam have to be right."""
        return marking.needed(self.exam_questions, self.exam_percent)


class LessonLine(NamedTuple):
    """A lesson in a list."""

    id: int
    position: int
    title: str
    minutes: int
    has_video: bool
    questions: int


_FIRST = {"published": 0, "withdrawn": 1, "draft": 2}


def views(course_ids: Collection[int]) -> dict[int, CourseView]:
    """Return courses by id, each in the version that stands for it."""
    best: dict[int, CourseVersion] = {}
    for version in _with_sums(CourseVersion.objects.filter(course__in=course_ids)):
        known = best.get(version.course_id)
        if known is None or _rank(version) < _rank(known):
            best[version.course_id] = version
    return {course: view_of(version) for course, version in best.items()}


def course(course_id: int) -> CourseView:
    """Return one course; raises `NotFound`."""
    found = views([course_id]).get(course_id)
    if found is None:
        raise NotFound
    return found


def offered(places: Iterable[str] = ()) -> list[CourseView]:
    """Return the courses that take learners: of the platform, and of these places and above them.

    Without places all of them. The platform's come first, then by place and title.
    """
    found = [
        view_of(version) for version in _with_sums(CourseVersion.objects.filter(state="published"))
    ]
    codes = tuple(places)
    near = [
        each
        for each in found
        if not codes or any(code.startswith(each.place_code) for code in codes)
    ]
    return sorted(near, key=lambda each: (each.place_code, not each.is_shipped, each.title))


def version_view(version: CourseVersion) -> CourseView:
    """Return a course as this version of it is."""
    return view_of(_with_sums(CourseVersion.objects.filter(pk=version.pk)).get())


def lessons_of(version_id: int) -> list[LessonLine]:
    """Return the lessons of a version in their order."""
    rows = Lesson.objects.filter(version=version_id).annotate(asked=Count("questions"))
    return [
        LessonLine(
            row.pk,
            row.position,
            pick(row.title, row.title_en),
            row.minutes,
            bool(row.video),
            row.asked,
        )
        for row in rows.order_by("position")
    ]


def has_demo() -> bool:
    """Tell whether the demo has painted courses."""
    return Course.objects.filter(is_demo=True).exists()


def view_of(version: CourseVersion) -> CourseView:
    """Return the view of a version with its sums (`_with_sums`)."""
    sums = vars(version)
    return CourseView(
        id=version.course_id,
        version_id=version.pk,
        number=version.number,
        state=version.state,
        title=pick(version.title, version.title_en),
        about=pick(version.about, version.about_en),
        place_code=version.course.place_code,
        lessons=sums["lesson_count"],
        minutes=sums["lesson_minutes"] or 0,
        assignments=sums["assignment_count"],
        exam_questions=version.exam_questions,
        exam_minutes=version.exam_minutes,
        exam_tries=version.exam_tries,
        exam_percent=version.exam_percent,
        is_shipped=version.course.shipped_as is not None,
        is_demo=version.course.is_demo,
    )


def _with_sums(found: QuerySet[CourseVersion]) -> QuerySet[CourseVersion]:
    lessons = Lesson.objects.filter(version=OuterRef("pk")).order_by().values("version")
    assignments = Assignment.objects.filter(version=OuterRef("pk")).order_by().values("version")
    return found.select_related("course").annotate(
        lesson_count=Coalesce(Subquery(lessons.values(n=Count("pk"))), 0),
        lesson_minutes=Coalesce(Subquery(lessons.values(n=Sum("minutes"))), 0),
        assignment_count=Coalesce(Subquery(assignments.values(n=Count("pk"))), 0),
    )


def _rank(version: CourseVersion) -> tuple[int, int]:
    return _FIRST[version.state], -version.number
