"""Inspectors call trainees: a random sample of a class, and what its people are asked."""

from typing import Final

from yutang.people.access import Person
from yutang.spotchecks import actions as spotchecks
from yutang.spotchecks.actions import About
from yutang.spotchecks.rules import YES_NO_UNSURE, Asked, Choice
from yutang.training import access
from yutang.training.errors import NobodyToCall
from yutang.training.models import Attendance, Enrolment
from yutang.training.queries import sessions
from yutang.training.queries.papers import CAUSE

SIZE: Final = 10
"""Calls of a check unless another number is asked for."""
QUESTIONS: Final = (
    Asked("took_part", "您参加过这个培训班吗？", "Did you take part in this class?", YES_NO_UNSURE),
    Asked(
        "days",
        "一共上了几天课？",
        "How many days was it?",
        (
            Choice("one", "1 天", "1 day"),
            Choice("few", "2–3 天", "2 to 3 days"),
            Choice("more", "4 天以上", "4 days or more"),
            Choice("unsure", "不记得", "not sure"),
        ),
    ),
    Asked("charged", "有没有收过您的钱？", "Was anything charged?", YES_NO_UNSURE),
    Asked(
        "learned",
        "学到的东西用上了吗？",
        "Did you use what you learned?",
        (
            Choice("sells", "已经在用，有收入", "yes, and it earns money"),
            Choice("tries", "试过，还没有收入", "tried it, no money yet"),
            Choice("not", "没有用上", "not used"),
            Choice("unsure", "说不清", "hard to say"),
        ),
    ),
)


def draw_check(cohort_id: int, size: int, by: Person) -> int:
    """Draw a sample of all who are said to have been at a session of the class; return its id.

    Its teachers may not call: their work is checked.

    Raises:
        NotFound: neither clerk nor officer of the place. NobodyToCall: nobody attended yet.
        BadDraw: the size is none.
    """
    cohort = access.cohort_to_see(by, cohort_id)
    here = Enrolment.objects.filter(
        cohort=cohort, attendances__state=Attendance.State.PRESENT
    ).distinct()
    members = list(here.values_list("member_id", flat=True))
    if not members:
        raise NobodyToCall
    about = About(CAUSE, str(cohort.pk), cohort.title, cohort.place_code, cohort.is_demo)
    most = min(max(size, 1), len(set(members)))
    teachers = sessions.teachers_of(cohort)
    return spotchecks.draw(about, members, most, QUESTIONS, by, barred=teachers).pk
