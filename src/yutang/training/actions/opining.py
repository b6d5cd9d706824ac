"""A learner says what they think of a class: once, and nobody can tell which opinion is whose."""

from django.db import transaction

from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.training import access
from yutang.training.actions import locking
from yutang.training.errors import BadOpinion, OpinionEarly, OpinionTwice
from yutang.training.models import Attendance, Opinion, OpinionGiven
from yutang.training.rules import opinions


def give_opinion(enrolment_id: int, points: tuple[int, int, int], words: str, by: Person) -> None:
    """Keep what somebody thinks of a class where they were: useful, well taught, well organised.

    Raises:
        NotFound: not their own enrolment. BadOpinion. OpinionEarly: they were at no session.
        OpinionTwice
    """
    access.own_enrolment(by, enrolment_id)
    if any(not 1 <= point <= opinions.BEST for point in points):
        raise BadOpinion
    with transaction.atomic():
        row = locking.enrolment(enrolment_id)
        if not row.attendances.exclude(state=Attendance.State.UNDONE).exists():
            raise OpinionEarly
        _given, is_new = OpinionGiven.objects.get_or_create(enrolment=row)
        if not is_new:
            raise OpinionTwice
        useful, taught, held = points
        Opinion.objects.create(
            cohort=row.cohort,
            useful=useful,
            taught=taught,
            held=held,
            words=one_line(words)[: opinions.WORDS_MOST],
        )
