"""A short course, two learners and their teacher."""

from uuid import uuid4

import pytest
from tests.cast import COUNTY, VILLAGE

from yutang.courses import actions
from yutang.courses.access import CourseVersion, Study
from yutang.courses.actions.studying import right_options
from yutang.courses.rules.writing import (
    AssignmentFacts,
    CriterionFacts,
    LessonFacts,
    OptionFacts,
    QuestionFacts,
    VersionFacts,
)
from yutang.people.access import Person
from yutang.roster import actions as roster
from yutang.roster.access import Member
from yutang.roster.rules import Entry

FACTS = VersionFacts("打包入门", "Packing", "学会装箱", "How to pack", 60, 4, 30, 2, 75)


def question(text: str, right: int = 1, kind: str = "single") -> QuestionFacts:
    """Return a question with four answers, the first `right` of which are right."""
    options = tuple(OptionFacts(f"{text}{n}", "", n < right) for n in range(4))
    return QuestionFacts(kind, text, f"{text} en", "因为", "", in_exam=True, options=options)


def draft(by: Person | None = None, place_code: str = COUNTY) -> CourseVersion:
    """Return a draft of two lessons, the second with a quiz, five questions and an assignment."""
    version = actions.begin_course(FACTS, place_code, by)
    actions.add_lesson(version.pk, LessonFacts("一", "", 5, "## 箱子\n\n- 摔一次", ""))
    second = actions.add_lesson(version.pk, LessonFacts("二", "", 5, "再摔一次", ""))
    actions.add_question(version.pk, second.pk, question("甲"))
    actions.add_question(version.pk, second.pk, question("乙", 2, "multiple"))
    for text in "丙丁戊":
        actions.add_question(version.pk, None, question(text))
    criteria = (CriterionFacts("装满", "", 60), CriterionFacts("不坏", "", 40))
    actions.add_assignment(
        version.pk, AssignmentFacts("装一箱", "", "装好拍照", "", 0, 70, criteria)
    )
    return version


def right_of(version: CourseVersion) -> dict[int, list[int]]:
    """Return the right answers of all questions."""
    return right_options(version.questions.values_list("pk", flat=True))


@pytest.fixture
def version(db: None) -> CourseVersion:
    """A published course of the county."""
    made = draft()
    return actions.publish(made.pk, None)


@pytest.fixture
def member(farmer: Person) -> Member:
    """The farmer on the roster, by her own account."""
    return roster.enter(Entry("王大娘", VILLAGE), farmer, purpose="training", account=farmer)


@pytest.fixture
def study(version: CourseVersion, member: Member, farmer: Person) -> Study:
    """The farmer's study of the course."""
    return actions.begin(member, version.pk, farmer)


@pytest.fixture
def learned(study: Study, farmer: Person) -> Study:
    """The same with every lesson finished."""
    finish(study, farmer)
    return study


def finish(study: Study, by: Person) -> None:
    """Answer every quiz rightly and finish every lesson."""
    for lesson in study.version.lessons.all():
        right = right_options(lesson.questions.values_list("pk", flat=True))
        if right:
            actions.answer_quiz(study.pk, lesson.pk, right, key=uuid4(), by=by)
        actions.finish_lesson(study.pk, lesson.pk, by)
