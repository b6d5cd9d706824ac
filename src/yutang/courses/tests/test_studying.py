"""A learner's way: lessons, quizzes, video, exam, and what stays as it was."""

from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.at_once import at_once, kinds
from tests.cast import VILLAGE

from yutang.courses import actions, queries
from yutang.courses.access import CourseVersion, Lesson, Study
from yutang.courses.actions import exams
from yutang.courses.errors import (
    AllAnswers,
    Frozen,
    LessonsFirst,
    NoTriesLeft,
    NotYetDone,
    OwnWork,
    PassedAlready,
    TimeOver,
)
from yutang.courses.models import Attempt, Mark, QuizRound
from yutang.courses.queries import figures
from yutang.courses.rules import drawing
from yutang.courses.rules.writing import LessonFacts
from yutang.courses.tests.conftest import draft, finish, right_of
from yutang.kernel.clock import now
from yutang.kernel.counts import Persons, PersonTimes
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.roster import actions as roster
from yutang.roster.access import Member
from yutang.roster.rules import Entry


def test_a_learner_begins_once_and_keeps_the_version_they_began(
    study: Study, member: Member, farmer: Person, version: CourseVersion
) -> None:
    newer = actions.new_version(version.course_id, None)
    assert newer.lessons.count() == 2
    assert newer.questions.count() == 5
    actions.publish(newer.pk, None)
    assert actions.begin(member, version.pk, farmer) == study
    assert queries.progress([member.pk], version.course_id)[member.pk].version_number == 1
    assert actions.begin(member, newer.pk, farmer) != study
    version.refresh_from_db()
    assert version.state == "withdrawn"


def test_a_lesson_is_finished_when_its_quiz_is_answered(study: Study, farmer: Person) -> None:
    first, second = study.version.lessons.all()
    actions.finish_lesson(study.pk, first.pk, farmer)
    with pytest.raises(NotYetDone):
        actions.finish_lesson(study.pk, second.pk, farmer)
    right = {each: ids for each, ids in right_of(study.version).items() if _asks(second, each)}
    with pytest.raises(AllAnswers):
        actions.answer_quiz(study.pk, second.pk, {}, key=uuid4(), by=farmer)
    part = {question: options[:1] for question, options in right.items()}
    key = uuid4()
    once = actions.answer_quiz(study.pk, second.pk, part, key=key, by=farmer)
    assert (once.right, once.out_of) == (1, 2), "a part of several right answers gives no point"
    assert actions.answer_quiz(study.pk, second.pk, part, key=key, by=farmer) == once
    actions.answer_quiz(study.pk, second.pk, right, key=uuid4(), by=farmer)
    actions.finish_lesson(study.pk, second.pk, farmer)
    actions.finish_lesson(study.pk, second.pk, farmer)
    assert queries.counts(study.version.course_id).lessons == PersonTimes(2)
    assert QuizRound.objects.count() == 2


def test_a_video_counts_what_was_played(member: Member, farmer: Person) -> None:
    made = draft()
    lesson = made.lessons.get(position=1)
    Lesson.objects.filter(pk=lesson.pk).update(video="courses/x.mp4", video_s=100)
    actions.publish(made.pk, None)
    study = actions.begin(member, made.pk, farmer)
    at = now()
    assert actions.watch(study.pk, lesson.pk, 0, 100, at).seconds == 0, "it only begins the count"
    assert actions.watch(study.pk, lesson.pk, 0, 100, at + timedelta(seconds=10)).seconds == 23
    with pytest.raises(NotYetDone):
        actions.finish_lesson(study.pk, lesson.pk, farmer)
    told = actions.watch(study.pk, lesson.pk, 20, 95, at + timedelta(seconds=60))
    assert told.stretches == [(0, 95)]
    actions.finish_lesson(study.pk, lesson.pk, farmer)


def test_an_exam_keeps_answers_as_they_come_and_is_marked_exactly(
    learned: Study, farmer: Person
) -> None:
    attempt = actions.begin_exam(learned.pk, uuid4(), farmer, seed="2026")
    bank = learned.version.questions.values_list("pk", flat=True)
    drawn = list(attempt.answers.values_list("question", flat=True))
    assert drawn == drawing.drawn("2026", bank, 4), "anybody draws them again from the seed"
    right = right_of(learned.version)
    answers = {answer.position: right[answer.question_id] for answer in attempt.answers.all()}
    actions.save_answers(attempt.pk, {1: answers[1]})
    assert actions.begin_exam(learned.pk, uuid4(), farmer) == attempt, "it goes on"
    actions.save_answers(attempt.pk, {position: answers[position] for position in (2, 3)})
    with pytest.raises(NotFound):
        actions.save_answers(attempt.pk, {1: [0]})
    done = actions.hand_in_exam(attempt.pk)
    assert (done.right, done.out_of, done.is_passed) == (3, 4, True)
    with pytest.raises(PassedAlready):
        actions.begin_exam(learned.pk, uuid4(), farmer)
    found = queries.exam_results(learned.version.course_id, [learned.member_id])
    assert found[learned.member_id].is_passed


def test_after_its_time_an_exam_takes_nothing_and_counts_what_was_kept(
    learned: Study, farmer: Person
) -> None:
    attempt = actions.begin_exam(learned.pk, uuid4(), farmer)
    right = right_of(learned.version)
    first = attempt.answers.get(position=1)
    actions.save_answers(attempt.pk, {1: right[first.question_id]})
    late = attempt.until + timedelta(seconds=1)
    with pytest.raises(TimeOver):
        actions.save_answers(attempt.pk, {2: []}, late)
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.answers.filter(position=2).update(answered_at=late)
    assert actions.end_overdue(late) == 1
    attempt.refresh_from_db()
    assert (attempt.right, attempt.is_late, attempt.ended_at) == (1, True, attempt.until)


def test_an_exam_waits_for_the_lessons_and_ends_with_its_tries(
    study: Study, farmer: Person
) -> None:
    with pytest.raises(LessonsFirst):
        actions.begin_exam(study.pk, uuid4(), farmer)
    finish(study, farmer)
    for _try in range(2):
        actions.hand_in_exam(actions.begin_exam(study.pk, uuid4(), farmer).pk)
    with pytest.raises(NoTriesLeft):
        actions.begin_exam(study.pk, uuid4(), farmer)


def test_a_result_is_annulled_by_another_with_a_reason_and_never_changed(
    learned: Study, farmer: Person, teacher: Person, other_clerk: Person
) -> None:
    attempt = actions.hand_in_exam(actions.begin_exam(learned.pk, uuid4(), farmer).pk)
    with pytest.raises(OwnWork):
        actions.annul(attempt.pk, "不算", farmer)
    with pytest.raises(NotFound):
        actions.annul(attempt.pk, "别人替考", other_clerk)
    for change in ({"right": 4}, {"is_passed": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attempt.objects.filter(pk=attempt.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.answers.update(is_right=True)
    actions.annul(attempt.pk, "别人替考", teacher)
    assert queries.exam_results(learned.version.course_id, [learned.member_id]) == {}
    assert actions.begin_exam(learned.pk, uuid4(), farmer).number == 2


def test_a_work_is_marked_by_somebody_else_and_the_newest_mark_counts(
    learned: Study, farmer: Person, teacher: Person
) -> None:
    asked = learned.version.assignments.get()
    key = uuid4()
    work = actions.hand_in(learned.pk, asked.pk, "装了五斤梨，摔了六面。", [], key=key, by=farmer)
    again = actions.hand_in(learned.pk, asked.pk, "装了五斤梨，摔了六面。", [], key=key, by=farmer)
    assert again == work
    full, packed = asked.criteria.values_list("pk", flat=True)
    with pytest.raises(OwnWork):
        actions.mark(work.pk, {full: 60, packed: 40}, "很好很好", farmer)
    actions.mark(work.pk, {full: 50, packed: 0}, "还要再塞紧", teacher)
    course = learned.version.course_id
    assert queries.progress([learned.member_id], course)[learned.member_id].progress.done[1] == 0
    actions.mark(work.pk, {full: 60, packed: 30}, "看错了，其实不坏", teacher)
    assert queries.progress([learned.member_id], course)[learned.member_id].progress.done[1] == 1
    assert Mark.objects.count() == 2


def test_who_handed_in_for_somebody_does_not_mark_it(
    version: CourseVersion, teacher: Person, clerk: Person
) -> None:
    helped = roster.enter(Entry("李大叔", VILLAGE), clerk, purpose="training")
    study = actions.begin(helped, version.pk, clerk)
    asked = version.assignments.get()
    work = actions.hand_in(study.pk, asked.pk, "他说的，我替他写下来。", [], key=uuid4(), by=clerk)
    points = {each.pk: 0 for each in asked.criteria.all()}
    with pytest.raises(OwnWork):
        actions.mark(work.pk, points, "还可以", clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(submission=work, points={}, total=0, words="x", at=now(), by=clerk)
    assert actions.mark(work.pk, points, "还可以吧", teacher).total == 0


def test_what_is_published_never_changes(version: CourseVersion) -> None:
    lesson = version.lessons.first()
    assert lesson is not None
    with pytest.raises(Frozen):
        actions.write_lesson(lesson, LessonFacts("改", "", 5, "改", ""))
    for table in ("lesson", "question", "option", "assignment", "criterion"):
        for statement in (f"update courses_{table} set id = id", f"delete from courses_{table}"):
            with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
                _run(statement)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Lesson.objects.create(version=version, position=9, title="x", minutes=1, text="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseVersion.objects.filter(pk=version.pk).update(exam_percent=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseVersion.objects.filter(pk=version.pk).update(state="draft")


def test_persons_count_once_and_lessons_every_time(
    learned: Study, farmer: Person, clerk: Person
) -> None:
    helped = roster.enter(Entry("李大叔", VILLAGE), clerk, purpose="training")
    actions.finish_lesson(
        actions.begin(helped, learned.version_id, clerk).pk,
        learned.version.lessons.first().pk,  # type: ignore[union-attr]
        clerk,
    )
    year = now().year
    assert figures.learners(["130827"], year) == {"130827": 2}
    assert figures.lessons(["130827", "130623"], year) == {"130827": 3, "130623": 0}
    found = queries.counts(learned.version.course_id)
    assert (found.learners, found.passed) == (Persons(2), Persons(0))


def test_courses_that_come_along_are_brought_in_once_and_stand(db: None) -> None:
    assert actions.bring_in() == 2
    assert actions.bring_in() == 0
    shown = queries.offered()
    assert {each.lessons for each in shown} == {6, 7}
    assert all(each.exam_questions == 20 for each in shown)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_begin_one_exam(
    learned: Study, farmer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the study's lock off both draw an attempt, and the database refuses the second."""
    together = Barrier(2)
    check = exams._check_may_begin

    def both_looked(study: Study) -> None:
        check(study)
        together.wait(10)

    with monkeypatch.context() as off:
        off.setattr("yutang.courses.actions.locking.study", lambda pk: Study.objects.get(pk=pk))
        off.setattr(exams, "_check_may_begin", both_looked)
        given = at_once(
            *[lambda: _begun(learned, farmer)] * 2  # each in a connection of its own
        )
    assert kinds(given) == ["Attempt", "IntegrityError"]
    again = at_once(*[lambda: _begun(learned, farmer)] * 2)
    assert len({each.pk for each in again if isinstance(each, Attempt)}) == 1
    assert Attempt.objects.count() == 1


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _begun(study: Study, by: Person) -> object:
    try:
        return actions.begin_exam(study.pk, uuid4(), by)
    except IntegrityError as refused:
        return refused


def _asks(lesson: Lesson, question: int) -> bool:
    return lesson.questions.filter(pk=question).exists()
