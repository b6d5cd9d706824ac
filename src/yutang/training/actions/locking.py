"""Rows locked for one step. Lock order: the class, then its enrolments, then attendances."""

from yutang.kernel.errors import NotFound
from yutang.training.models import Attendance, Cohort, Enrolment


def cohort(cohort_id: int) -> Cohort:
    """Return the class, its row locked until the transaction ends; raises `NotFound`."""
    found = (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("rule")
        .filter(pk=cohort_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def enrolment(enrolment_id: int) -> Enrolment:
    """Return the enrolment, its class and its own row locked; raises `NotFound`."""
    found = Enrolment.objects.filter(pk=enrolment_id).values_list("cohort_id", flat=True).first()
    if found is None:
        raise NotFound
    of_class = cohort(found)
    row = Enrolment.objects.select_for_update().get(pk=enrolment_id)
    row.cohort = of_class
    return row


def attendance(attendance_id: int) -> Attendance:
    """Return the attendance, its enrolment's class and its own row locked; raises `NotFound`."""
    found = Attendance.objects.filter(pk=attendance_id).values_list("enrolment_id", flat=True)
    which = found.first()
    if which is None:
        raise NotFound
    of_whom = enrolment(which)
    row = Attendance.objects.select_for_update().get(pk=attendance_id)
    row.enrolment = of_whom
    return row
