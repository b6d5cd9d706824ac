"""A learner's own classes: where they stand, what they attended, what is left to do."""

from typing import NamedTuple

from yutang.people.access import Person
from yutang.roster import access as roster
from yutang.roster.queries import faces
from yutang.training.models import Attendance, Enrolment, OpinionGiven
from yutang.training.queries import showing, terms
from yutang.training.queries.people import lacks_told
from yutang.training.rules import enrolling
from yutang.training.rules.completing import Asked, Shown, judge


class Standing(NamedTuple):
    """What somebody showed until now, what is asked, and what is still lacking."""

    asked: Asked
    shown: Shown
    lacks: list[str]


def enrolments_of(person: Person) -> list[Enrolment]:
    """Return the person's enrolments, the latest class first."""
    member = roster.of_account(person)
    if member is None:
        return []
    rows = Enrolment.objects.filter(member_id__in=faces(member.pk))
    return list(rows.select_related("cohort").order_by("-cohort__ends_on", "-pk"))


def came(row: Enrolment) -> dict[int, str]:
    """Return by session whether they were there: ``present`` or ``late``."""
    standing = row.attendances.exclude(state=Attendance.State.UNDONE)
    return dict(standing.values_list("session_id", "state"))


def ahead_in_line(row: Enrolment) -> int | None:
    """Return how many wait before them; None when they do not wait."""
    if row.state != enrolling.WAITING:
        return None
    before = Enrolment.objects.filter(
        cohort=row.cohort_id, state=enrolling.WAITING, asked_at__lt=row.asked_at
    )
    return before.count()


def standing(row: Enrolment) -> Standing | None:
    """Return what is left to do; None for who is not in the class."""
    if row.state not in {*enrolling.MAY_ATTEND, enrolling.COMPLETED}:
        return None
    asked = terms.asked_by(row.cohort.rule)
    shown = showing.shown_by(row.cohort, [row])[row.pk]
    return Standing(asked, shown, lacks_told(judge(asked, shown).lacks))


def has_opined(row: Enrolment) -> bool:
    """Say whether they have said what they think of the class."""
    return OpinionGiven.objects.filter(enrolment=row).exists()
