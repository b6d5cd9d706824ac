"""What people showed of a class: the numbers by which completion is judged. Few queries a class."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum

from yutang.courses import queries as courses
from yutang.kernel.clock import now
from yutang.training.models import Attendance, Cohort, Enrolment, Practice, Session
from yutang.training.rules.completing import Shown


def held(cohort: Cohort, at: datetime | None = None) -> int:
    """Return how many sessions of the class took place."""
    return Session.objects.filter(
        cohort=cohort, cancelled_at=None, ends_at__lte=at or now()
    ).count()


def to_come(cohort: Cohort, at: datetime | None = None) -> int:
    """Return how many sessions are not over yet."""
    return Session.objects.filter(cohort=cohort, cancelled_at=None, ends_at__gt=at or now()).count()


def shown_by(cohort: Cohort, enrolments: Collection[Enrolment]) -> dict[int, Shown]:
    """Return by enrolment what each showed until now: sessions, exam, assignments, practices."""
    sessions = held(cohort)
    came = _came(cohort)
    practised = dict(
        Practice.objects.filter(enrolment__cohort=cohort)
        .values_list("enrolment_id")
        .annotate(n=Count("id"))
    )
    members = {row.member_id for row in enrolments}
    exams = courses.exam_results(cohort.course_id, members) if cohort.course_id else {}
    progress = courses.progress(members, cohort.course_id) if cohort.course_id else {}
    shown = {}
    for row in enrolments:
        attended, practices, minutes = came.get(row.pk, (0, 0, 0))
        exam = exams.get(row.member_id)
        steps = progress.get(row.member_id)
        shown[row.pk] = Shown(
            sessions=sessions,
            attended=attended,
            minutes=minutes,
            exam_passed=exam.is_passed if exam else None,
            exam_right=exam.right if exam else None,
            exam_of=exam.out_of if exam else None,
            assignments=steps.progress.version.assignments if steps else None,
            assignments_passed=steps.progress.done.assignments if steps else 0,
            practices=practices + practised.get(row.pk, 0),
        )
    return shown


def _came(cohort: Cohort) -> dict[int, tuple[int, int, int]]:
    """Return by enrolment: sessions attended, of them practices, and minutes of all."""
    lasted = ExpressionWrapper(
        F("session__ends_at") - F("session__starts_at"), output_field=DurationField()
    )
    rows = (
        Attendance.objects.filter(
            session__cohort=cohort,
            session__cancelled_at=None,
            state=Attendance.State.PRESENT,
        )
        .values("enrolment_id")
        .annotate(
            number=Count("id"),
            practices=Count("id", filter=Q(session__is_practice=True)),
            lasted=Sum(lasted),
        )
    )
    return {
        row["enrolment_id"]: (
            row["number"],
            row["practices"],
            int(row["lasted"].total_seconds()) // 60,
        )
        for row in rows
    }
