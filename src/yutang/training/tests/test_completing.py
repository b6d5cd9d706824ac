"""Completion: judged by the rule with its numbers kept, the diploma once, opinions unseen."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from yutang.diplomas import queries as diplomas
from yutang.kernel.counts import Persons, PersonTimes
from yutang.people.access import Person
from yutang.spotchecks import access as spotchecks
from yutang.training import actions, queries
from yutang.training.errors import (
    BadOpinion,
    ClassRuns,
    LateWaits,
    NotNow,
    OpinionEarly,
    OpinionTwice,
)
from yutang.training.models import Attendance, Cohort, Enrolment, Judgement, Opinion, Session
from yutang.training.queries import opinions, people, tallies, work
from yutang.training.queries.papers import CAUSE, diploma_key
from yutang.training.rules import codes
from yutang.training.tests.conftest import Bring, session_of, yesterday

pytestmark = pytest.mark.django_db


def test_who_meets_the_rule_gets_one_diploma_and_the_others_know_what_they_lack(
    cohort: Cohort, past: Session, bring: Bring, clerk: Person, teacher: Person
) -> None:
    afternoon = session_of(cohort, clerk, yesterday(14), 2, teacher)
    keen, lazy = bring("甲一"), bring("乙二")
    actions.tick(past.pk, [keen.pk, lazy.pk], uuid4(), teacher)
    actions.tick(afternoon.pk, [keen.pk], uuid4(), teacher)
    assert actions.judge_all(cohort.pk, clerk) == (1, 1)
    judged = Judgement.objects.get(enrolment=keen)
    assert (judged.inputs["sessions"], judged.inputs["attended"], judged.inputs["minutes"]) == (
        2,
        2,
        240,
    )
    assert Judgement.objects.get(enrolment=lazy).lacks == ["attendance"]
    rows = {row.person.id: row for row in people.completion(cohort, clerk)}
    paper = rows[keen.pk].diploma
    assert paper is not None
    assert rows[lazy.pk].diploma is None
    assert [each.number for each in diplomas.of_member(keen.member_id)] == [paper.number]
    assert [each.id for each in queries.completed(keen.member_id)] == [cohort.pk]
    assert queries.members_of(cohort.pk) == [keen.member_id]
    actions.judge_all(cohort.pk, clerk)
    assert len(diplomas.by_cause(CAUSE, [diploma_key(keen)])) == 1
    assert Judgement.objects.count() == 2, "what has not changed is not judged anew"
    mark = Attendance.objects.get(session=afternoon)
    with pytest.raises(NotNow):
        actions.undo(mark.pk, "反悔", teacher)


def test_a_late_sync_that_is_confirmed_later_completes_the_class_after_all(
    cohort: Cohort, past: Session, trainee: tuple[Person, Enrolment], clerk: Person
) -> None:
    person, enrolment = trainee
    token = codes.token_at(actions.secret_of(past), past.pk, codes.step_of(past.starts_at))
    assert actions.judge_all(cohort.pk, clerk) == (0, 1)
    enrolment.refresh_from_db()
    assert enrolment.state == "failed"
    actions.attend(token, uuid4(), person)
    with pytest.raises(LateWaits):
        actions.judge_all(cohort.pk, clerk)
    actions.confirm(Attendance.objects.get().pk, clerk)
    assert actions.judge_all(cohort.pk, clerk) == (1, 0)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.judgements.count()) == ("completed", 2)


def test_nobody_is_judged_before_the_last_session(
    cohort: Cohort, running: Session, clerk: Person
) -> None:
    with pytest.raises(ClassRuns):
        actions.judge_all(cohort.pk, clerk)


def test_a_practice_is_noted_once_a_key(bring: Bring, clerk: Person) -> None:
    enrolment = bring("甲一")
    for _again in range(2):
        actions.note_practice(enrolment.pk, "试播一场", "hosts:sale:7", clerk)
    assert enrolment.practices.count() == 1


def test_opinions_are_shown_from_five_on_and_name_nobody(
    cohort: Cohort, past: Session, bring: Bring, clerk: Person, trainee: tuple[Person, Enrolment]
) -> None:
    person, enrolment = trainee
    with pytest.raises(OpinionEarly):
        actions.give_opinion(enrolment.pk, (5, 4, 3), "", person)
    actions.tick(past.pk, [enrolment.pk], uuid4(), clerk)
    with pytest.raises(BadOpinion):
        actions.give_opinion(enrolment.pk, (5, 4, 9), "", person)
    actions.give_opinion(enrolment.pk, (5, 4, 3), "学到了", person)
    with pytest.raises(OpinionTwice):
        actions.give_opinion(enrolment.pk, (1, 1, 1), "", person)
    few = opinions.summary_of(cohort)
    assert (few.answered, few.summary, few.words) == (Persons(1), None, ())
    for _other in range(4):
        Opinion.objects.create(cohort=cohort, useful=5, taught=5, held=5)
    enough = opinions.summary_of(cohort)
    assert enough.summary is not None
    assert (enough.summary.useful, enough.words) == (5.0, ("学到了",))
    fields = {field.name for field in Opinion._meta.get_fields()}
    assert fields == {"id", "cohort", "useful", "taught", "held", "words"}


def test_a_sample_to_call_is_drawn_of_who_came(
    cohort: Cohort, past: Session, bring: Bring, clerk: Person, teacher: Person
) -> None:
    came, _stayed = bring("甲一"), bring("乙二")
    actions.tick(past.pk, [came.pk], uuid4(), teacher)
    sample = spotchecks.sample(actions.draw_check(cohort.pk, 10, clerk))
    assert (sample.frame, sample.size, sample.barred) == ([came.member_id], 1, [teacher.pk])


def test_persons_and_person_times_are_figures_of_their_own(
    cohort: Cohort,
    past: Session,
    bring: Bring,
    clerk: Person,
    teacher: Person,
) -> None:
    afternoon = session_of(cohort, clerk, yesterday(14), 1, teacher)
    woman, man = bring("甲一"), bring("乙二", gender="m")
    actions.tick(past.pk, [woman.pk, man.pk], uuid4(), teacher)
    actions.tick(afternoon.pk, [woman.pk], uuid4(), teacher)
    year = yesterday(9).year
    codes_asked = ["", "13", "130827", "130623"]
    assert set(tallies.persons(codes_asked, year)) == {"", "13", "130827"}
    assert tallies.persons(["130827"], year)["130827"] == 2
    assert tallies.person_times(["130827"], year)["130827"] == 3
    assert tallies.women([""], year)[""] == 1
    assert tallies.classes([""], year)[""] == 1
    assert not tallies.qingcheng_students([""], year)
    counts = work.counts(cohort)
    assert (counts.persons, counts.person_times) == (Persons(2), PersonTimes(3))
    actions.judge_all(cohort.pk, clerk)
    assert tallies.completed([""], year)[""] == 1


def test_what_was_judged_stays(cohort: Cohort, past: Session, bring: Bring, clerk: Person) -> None:
    bring("甲一")
    actions.judge_all(cohort.pk, clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.update(is_passed=True)
