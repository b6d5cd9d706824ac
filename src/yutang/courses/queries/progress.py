"""How far members are in a course, and what their exams came to: for classes and cohorts.

A member may have begun several versions; what counts is the one in which they are furthest: passed
before finished before begun, the newest of equals. Members are asked for by any id that stands for
them, merged rows too.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db import connection
from django.db.models import Q

from yutang.courses.models import Attempt, CourseVersion, LessonDone, Study
from yutang.courses.rules.passing import Parts, Progress
from yutang.kernel.counts import Persons, PersonTimes
from yutang.plumbing.statements import load
from yutang.roster import queries as roster

_Row = TypeVar("_Row")


class MemberProgress(NamedTuple):
    """How far one member is."""

    study_id: int
    version_number: int
    progress: Progress
    last_at: datetime

    @property
    def is_passed(self) -> bool:
        return self.progress.is_passed


class ExamResult(NamedTuple):
    """The best attempt that stands, and how often was tried."""

    right: int
    out_of: int
    is_passed: bool
    at: datetime
    tried: int


class CourseCounts(NamedTuple):
    """How many learn in a course."""

    learners: Persons
    passed: Persons
    lessons: PersonTimes
    """Lessons finished: who finished three is three person-times."""


def progress(member_ids: Collection[int], course_id: int) -> dict[int, MemberProgress]:
    """Return by member how far they are; who has not begun is not in it."""
    asked = _Asked(member_ids)
    studies = list(
        Study.objects.filter(asked.rows("member"), version__course=course_id)
        .select_related("version")
        .order_by("version__number")
    )
    reached = of_studies(studies)
    best: dict[int, MemberProgress] = {}
    for study, members in asked.by_member(studies, [study.member_id for study in studies]):
        found = MemberProgress(study.pk, study.version.number, reached[study.pk], study.last_at)
        for member in members:
            if member not in best or _rank(found) >= _rank(best[member]):
                best[member] = found
    return best


def exam_results(course_id: int, member_ids: Collection[int]) -> dict[int, ExamResult]:
    """Return by member their best exam of a course; annulled and running attempts do not count."""
    asked = _Asked(member_ids)
    attempts = list(
        Attempt.objects.filter(
            asked.rows("study__member"),
            study__version__course=course_id,
            ended_at__isnull=False,
            annulled_at=None,
        )
        .select_related("study")
        .order_by("is_passed", "right", "-ended_at")
    )
    found: dict[int, ExamResult] = {}
    for each, members in asked.by_member(attempts, [each.study.member_id for each in attempts]):
        assert each.ended_at is not None, "asked for so"
        assert each.right is not None, "what has ended has its result"
        for member in members:
            tried = found[member].tried + 1 if member in found else 1
            found[member] = ExamResult(
                each.right, each.out_of, bool(each.is_passed), each.ended_at, tried
            )
    return found


def of_studies(studies: Iterable[Study]) -> dict[int, Progress]:
    """Return how far each study is: one statement for what is done, one for what there is."""
    studies = list(studies)
    there = parts_of({study.version_id for study in studies})
    with connection.cursor() as cursor:
        cursor.execute(load("courses", "done"), {"ids": [study.pk for study in studies]})
        done = {row[0]: Parts(*row[1:]) for row in cursor.fetchall()}
    return {study.pk: Progress(there[study.version_id], done[study.pk]) for study in studies}


def parts_of(version_ids: Collection[int]) -> dict[int, Parts]:
    """Return what each version consists of."""
    with connection.cursor() as cursor:
        cursor.execute(load("courses", "parts"), {"ids": list(version_ids)})
        return {row[0]: Parts(*row[1:]) for row in cursor.fetchall()}


def counts(course_id: int) -> CourseCounts:
    """Return how many persons learn in a course, how many passed, and the lessons finished."""
    studies = list(Study.objects.filter(version__course=course_id))
    into = roster.kept({study.member_id for study in studies})
    reached = of_studies(studies)
    passed = {into[study.member_id] for study in studies if reached[study.pk].is_passed}
    done = LessonDone.objects.filter(study__version__course=course_id).count()
    return CourseCounts(Persons(len(set(into.values()))), Persons(len(passed)), PersonTimes(done))


def has_exam(course_id: int) -> bool:
    """Tell whether the version of a course that takes learners has an exam."""
    found = CourseVersion.objects.filter(course=course_id, state="published")
    return found.filter(exam_questions__gte=1).exists()


class _Asked:
    """Members asked for by any of their rows; finds what hangs on any other row of theirs."""

    def __init__(self, member_ids: Collection[int]) -> None:
        self._standing: dict[int, list[int]] = {}
        for asked, stands in roster.kept(member_ids).items():
            self._standing.setdefault(stands, []).append(asked)

    def rows(self, path: str) -> Q:
        """Return the condition for these persons' rows; a row is merged at most twice over."""
        into, stands = f"{path}__merged_into", list(self._standing)
        merged = Q(**{f"{into}__in": stands}) | Q(**{f"{into}__merged_into__in": stands})
        return Q(**{f"{path}__in": stands}) | merged

    def by_member(
        self, found: Sequence[_Row], member_ids: Sequence[int]
    ) -> Iterator[tuple[_Row, list[int]]]:
        """Yield each row with the ids that its member was asked for by."""
        into = roster.kept(set(member_ids))
        for row, member in zip(found, member_ids, strict=True):
            yield row, self._standing[into[member]]


def _rank(found: MemberProgress) -> tuple[bool, bool]:
    return found.progress.is_passed, found.progress.is_finished
