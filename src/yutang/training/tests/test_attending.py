"""Attendance: by code on time and late, by list, taken back; a device that sends again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.training import actions
from yutang.training.errors import BadAttendCode, NotEnrolled, NotNow, ReasonNeeded
from yutang.training.models import Attendance, AttendanceAct, Cohort, Enrolment, Session
from yutang.training.queries import people
from yutang.training.rules import codes
from yutang.training.tests.conftest import Bring, ClassOf, learner, session_of, yesterday

pytestmark = pytest.mark.django_db
Trainee = tuple[Person, Enrolment]


def shown_at(session: Session, steps_ago: int = 0) -> str:
    """Return what the teacher's screen showed so many half minutes ago."""
    step = codes.step_of(now()) - steps_ago
    return codes.token_at(actions.secret_of(session), session.pk, step)


def test_a_code_scanned_on_time_stands_and_a_second_scan_changes_nothing(
    running: Session, trainee: Trainee
) -> None:
    person, enrolment = trainee
    key = uuid4()
    first = actions.attend(shown_at(running), key, person)
    assert (first.said["state"], first.is_new) == ("present", True)
    again = actions.attend(shown_at(running), key, person)
    assert (again.said, again.is_new) == (first.said, False)
    actions.attend(shown_at(running), uuid4(), person)
    row = Attendance.objects.get()
    assert (row.how, row.acts.count()) == ("qr", 1)
    enrolment.refresh_from_db()
    assert enrolment.state == "attending"


def test_what_a_phone_kept_without_a_line_waits_for_the_teacher(
    past: Session, trainee: Trainee, teacher: Person, stranger: Person
) -> None:
    person, enrolment = trainee
    step = codes.step_of(past.starts_at + timedelta(minutes=20))
    kept = codes.token_at(actions.secret_of(past), past.pk, step)
    said_at = past.starts_at + timedelta(minutes=21)
    answer = actions.attend(kept, uuid4(), person, claimed_at=said_at)
    row = Attendance.objects.get()
    assert (answer.said["state"], row.at, row.claimed_at) == (
        "late",
        codes.moment_of(step),
        said_at,
    )
    enrolment.refresh_from_db()
    assert enrolment.state == "admitted", "a late sync counts once somebody confirmed it"
    with pytest.raises(NotFound):
        actions.confirm(row.pk, stranger)
    actions.confirm(row.pk, teacher)
    actions.confirm(row.pk, teacher)
    row.refresh_from_db()
    assert (row.state, [act.act for act in row.acts.all()]) == ("present", ["late", "confirm"])


def test_codes_of_another_time_session_or_hand_are_refused(
    running: Session, past: Session, trainee: Trainee
) -> None:
    person, _enrolment = trainee
    after = codes.step_of(past.ends_at + timedelta(hours=2))
    tokens = (
        codes.token_at(actions.secret_of(past), past.pk, after),
        codes.token_at(actions.secret_of(past), running.pk, codes.step_of(now())),
        shown_at(running, steps_ago=-3),
        shown_at(running)[:-1] + "!",
        "",
    )
    for token in tokens:
        with pytest.raises(BadAttendCode):
            actions.attend(token, uuid4(), person)
    assert not Attendance.objects.exists()


def test_eight_letters_typed_are_enough(running: Session, trainee: Trainee) -> None:
    person, _enrolment = trainee
    letters = shown_at(running, steps_ago=2).rpartition(".")[2]
    typed = f" {letters[:4].lower()}-{letters[4:].lower()} "
    assert actions.attend(typed, uuid4(), person).said["state"] == "present"
    assert Attendance.objects.get().how == "code"


def test_typed_without_a_line_it_is_found_near_the_time_that_the_device_says(
    past: Session, trainee: Trainee
) -> None:
    person, _enrolment = trainee
    at = past.starts_at + timedelta(minutes=5)
    letters = codes.code_at(actions.secret_of(past), past.pk, codes.step_of(at))
    with pytest.raises(BadAttendCode):
        actions.attend(letters, uuid4(), person)
    late = actions.attend(letters, uuid4(), person, claimed_at=at + timedelta(minutes=2))
    assert late.said["state"] == "late"


def test_nobody_attends_a_class_they_are_not_in(running: Session, bring: Bring) -> None:
    with pytest.raises(NotEnrolled):
        actions.attend(shown_at(running), uuid4(), learner("13800000054", "路过的人"))


def test_another_hears_nothing_of_a_key(running: Session, trainee: Trainee) -> None:
    person, _enrolment = trainee
    key = uuid4()
    actions.attend(shown_at(running), key, person)
    with pytest.raises(NotFound):
        actions.attend(shown_at(running), key, learner("13800000055", "别人"))


def test_ticks_of_two_teachers_add_up_and_a_stale_one_does_not_undo_an_undoing(
    past: Session, bring: Bring, teacher: Person, clerk: Person
) -> None:
    one, two, three = (bring(name).pk for name in ("甲一", "乙二", "丙三"))
    seen = people.newest_act(past)
    key = uuid4()
    assert actions.tick(past.pk, [one, two], key, teacher, seen=seen).said["marked"] == 2
    assert not actions.tick(past.pk, [one, two], key, teacher, seen=seen).is_new
    actions.tick(past.pk, [three], uuid4(), clerk, seen=seen)
    assert Attendance.objects.filter(state="present").count() == 3
    first = Attendance.objects.get(enrolment=one)
    with pytest.raises(ReasonNeeded):
        actions.undo(first.pk, " ", teacher)
    actions.undo(first.pk, "认错人了", teacher)
    stale = actions.tick(past.pk, [one], uuid4(), clerk, seen=seen)
    assert stale.said == {"session": past.pk, "marked": 0, "left": 1}
    first.refresh_from_db()
    assert first.state == "undone"
    knowing = actions.tick(past.pk, [one], uuid4(), clerk, seen=people.newest_act(past))
    assert knowing.said["marked"] == 1
    assert [act.act for act in first.acts.all()] == ["mark", "undo", "mark"]


def test_what_a_teacher_took_back_does_not_come_back_by_a_late_sync(
    past: Session, trainee: Trainee, teacher: Person
) -> None:
    person, enrolment = trainee
    actions.tick(past.pk, [enrolment.pk], uuid4(), teacher)
    row = Attendance.objects.get()
    actions.undo(row.pk, "没有来", teacher)
    token = codes.token_at(actions.secret_of(past), past.pk, codes.step_of(past.starts_at))
    assert actions.attend(token, uuid4(), person).said["state"] == "undone"
    with pytest.raises(NotNow):
        actions.confirm(row.pk, teacher)


def test_a_teacher_not_named_in_the_class_takes_no_attendance(
    cohort: Cohort, clerk: Person, bring: Bring, teacher: Person
) -> None:
    nobody_named = session_of(cohort, clerk, yesterday(14), 1)
    enrolment = bring("甲一")
    with pytest.raises(NotFound):
        actions.tick(nobody_named.pk, [enrolment.pk], uuid4(), teacher)


def test_the_database_refuses_attendance_without_enrolment_and_forgets_nothing(
    past: Session, bring: Bring, class_of: ClassOf, teacher: Person
) -> None:
    enrolment = bring("甲一")
    actions.tick(past.pk, [enrolment.pk], uuid4(), teacher)
    row = Attendance.objects.get()
    elsewhere = bring("乙二", class_of())
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=row.pk).update(enrolment=elsewhere)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=row.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceAct.objects.update(reason="x")


def test_a_remote_lesson_is_attended_remotely(
    running: Session, trainee: Trainee, clerk: Person
) -> None:
    person, _enrolment = trainee
    Session.objects.filter(pk=running.pk).update(mode="online")
    actions.attend(shown_at(running), uuid4(), person)
    assert Attendance.objects.get().how == "remote"
