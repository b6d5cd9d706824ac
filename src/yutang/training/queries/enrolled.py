"""In which classes somebody is, for rooms above that follow a person."""

from typing import NamedTuple

from yutang.roster import queries as roster
from yutang.training.models import Enrolment


class Enrolled(NamedTuple):
    """Somebody in a class of a kind."""

    enrolment_id: int
    cohort_id: int
    kind: str
    state: str


def enrolled(member_id: int) -> list[Enrolled]:
    """Return the classes that a person is or was in, the latest first; merged rows count as one."""
    rows = Enrolment.objects.filter(member_id__in=roster.faces(member_id)).order_by("-pk")
    found = rows.values_list("pk", "cohort_id", "cohort__kind", "state")
    return [Enrolled._make(row) for row in found]
