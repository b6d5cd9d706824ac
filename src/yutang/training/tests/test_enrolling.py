"""Seats, the waiting list, minors, who enrols whom."""

from dataclasses import replace
from datetime import timedelta

import pytest

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.roster.actions import Agreed
from yutang.roster.errors import GuardianNeeded
from yutang.roster.queries import consents_of
from yutang.training import access, actions, queries
from yutang.training.errors import (
    BirthNeeded,
    ClassFull,
    ClassOver,
    ComeWithGuardian,
    NotNow,
    ReasonNeeded,
    SayYes,
    SchoolNeeded,
    SeatsTaken,
    TeacherMissing,
    TooYoung,
)
from yutang.training.models import Cohort, Enrolment, EnrolmentStep
from yutang.training.rules.facts import CohortFacts, SchoolFacts, SessionFacts, TeacherFacts
from yutang.training.tests.conftest import COUNTY, Bring, ClassOf, entry, learner, yesterday

pytestmark = pytest.mark.django_db
SEVENTEEN = today().replace(year=today().year - 17, day=1)


def test_after_the_last_seat_people_wait_and_move_up_in_their_order(
    class_of: ClassOf, bring: Bring, clerk: Person
) -> None:
    two = class_of(seats=2)
    first, second, third, fourth = (bring(name, two) for name in ("甲一", "乙二", "丙三", "丁四"))
    assert [row.state for row in (first, second, third, fourth)] == [
        "admitted",
        "admitted",
        "waiting",
        "waiting",
    ]
    with pytest.raises(ClassFull):
        actions.decide(third.pk, clerk, admit=True)
    with pytest.raises(ReasonNeeded):
        actions.leave(first.pk, clerk)
    actions.leave(first.pk, clerk, reason="外出务工")
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert (third.state, fourth.state) == ("admitted", "waiting")
    assert EnrolmentStep.objects.filter(enrolment=third).count() == 2
    again = bring("甲一", two)
    assert again.pk != first.pk or again.state == "waiting"


def test_more_seats_let_people_move_up_and_fewer_than_taken_are_refused(
    class_of: ClassOf, bring: Bring, clerk: Person
) -> None:
    one = class_of(seats=1)
    _seated, waits = bring("甲一", one), bring("乙二", one)
    from yutang.training.forms import CohortForm

    facts = _facts_of(one, CohortForm.initial_of(one))
    actions.edit(one.pk, replace(facts, seats=2), clerk)
    waits.refresh_from_db()
    assert waits.state == "admitted"
    with pytest.raises(SeatsTaken):
        actions.edit(one.pk, replace(facts, seats=1), clerk)


def _facts_of(cohort: Cohort, said: dict[str, object]) -> CohortFacts:
    return CohortFacts(
        kind=cohort.kind,
        title=str(said["title"]),
        place_code=cohort.place_code,
        held_at=cohort.held_at,
        begins_on=cohort.begins_on,
        ends_on=cohort.ends_on,
        seats=cohort.seats,
        programme_id=cohort.programme_id,
    )


def test_one_enrols_by_phone_with_consent_once(cohort: Cohort) -> None:
    person = learner("13800000052", "学员小方")
    with pytest.raises(SayYes):
        actions.join(cohort.pk, person, entry("方小红"), agrees=False)
    made = actions.join(cohort.pk, person, entry("方小红"), agrees=True, may_be_called=True)
    assert made.state == "admitted"
    assert (made.gender, made.age, made.how) == ("f", made.age, "self")
    purposes = {each.purpose.name for each in consents_of(made.member_id) if each.purpose}
    assert purposes == {"training", "spotcheck"}
    assert actions.join(cohort.pk, person, None, agrees=False).pk == made.pk


def test_under_18_a_guardian_signs_on_paper_and_children_stay_out(
    class_of: ClassOf, clerk: Person
) -> None:
    class_ = class_of(kind="qingcheng", school_id=_school(clerk))
    young = entry("小明", born_on=SEVENTEEN)
    with pytest.raises(ComeWithGuardian):
        actions.join(class_.pk, learner("13800000053", "小明"), young, agrees=True)
    with pytest.raises(GuardianNeeded):
        actions.bring(class_.pk, young, clerk, agreed=Agreed("paper"))
    signed = Agreed("paper", guardian="明大山", relation="父亲")
    made = actions.bring(class_.pk, young, clerk, agreed=signed)
    assert (made.age, made.state) == (17, "admitted")
    child = entry("小小", born_on=today() - timedelta(days=12 * 365))
    with pytest.raises(TooYoung):
        actions.bring(class_.pk, child, clerk, agreed=signed)
    nobody_knows = replace(entry("无日期"), birth_on=None)
    with pytest.raises(BirthNeeded):
        actions.bring(class_.pk, nobody_knows, clerk, agreed=signed)


def _school(clerk: Person) -> int:
    return actions.add_school(SchoolFacts(name="县职校", place_code=COUNTY), clerk).pk


def test_a_class_of_the_plan_needs_its_school(class_of: ClassOf) -> None:
    with pytest.raises(SchoolNeeded):
        class_of(kind="qingcheng")


def test_a_dual_teacher_session_names_both(class_of: ClassOf, clerk: Person) -> None:
    from yutang.training.errors import CourseNeeded

    with pytest.raises(CourseNeeded):
        class_of(kind="dual")
    facts = SessionFacts(
        title="双师课",
        starts_at=yesterday(9),
        ends_at=yesterday(11),
        teachers=[TeacherFacts("local", "孙老师")],
    )
    with pytest.raises(TeacherMissing):
        facts.checked("dual", today() - timedelta(days=3), today())
    both = replace(facts, teachers=[*facts.teachers, TeacherFacts("remote", "杭州李老师")])
    assert len(both.checked("dual", today() - timedelta(days=3), today()).teachers) == 2


def test_where_one_asks_the_clerk_decides(class_of: ClassOf, bring: Bring, clerk: Person) -> None:
    asking = class_of(admits_at_once=False)
    one, other = bring("甲一", asking), bring("乙二", asking)
    assert one.state == "asked"
    assert actions.decide(one.pk, clerk, admit=True).state == "admitted"
    with pytest.raises(ReasonNeeded):
        actions.decide(other.pk, clerk, admit=False)
    assert actions.decide(other.pk, clerk, admit=False, reason="不符合条件").state == "refused"
    with pytest.raises(NotNow):
        actions.decide(one.pk, clerk, admit=False, reason="x")


def test_helpers_enrol_their_village_and_strangers_nobody(
    cohort: Cohort, helper: Person, stranger: Person, other_clerk: Person, teacher: Person
) -> None:
    made = actions.bring(cohort.pk, entry("村里人"), helper, agreed=Agreed("paper"))
    assert made.how == "helper"
    for nobody in (stranger, other_clerk, teacher):
        with pytest.raises(NotFound):
            actions.bring(cohort.pk, entry("某人"), nobody, agreed=Agreed("paper"))
    with pytest.raises(NotFound):
        access.cohort_to_see(helper, cohort.pk)


def test_a_cancelled_class_takes_nobody(cohort: Cohort, bring: Bring, clerk: Person) -> None:
    actions.cancel(cohort.pk, clerk)
    with pytest.raises(ClassOver):
        bring("甲一")


def test_doors_tell_counts_of_a_programme(cohort: Cohort, bring: Bring) -> None:
    bring("甲一")
    counts = queries.counts_of_programme(cohort.programme_id)
    assert (counts.classes, str(counts.persons), str(counts.person_times)) == (1, "0 人", "0 人次")
    assert queries.members_of(cohort.pk, ("admitted",)) == [
        Enrolment.objects.get().member_id,
    ]
