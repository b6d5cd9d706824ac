"""What waits for a teacher's mark, and who learns."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery

from yutang.courses.models import Mark, Study, Submission
from yutang.courses.queries.progress import of_studies
from yutang.courses.queries.words import pick
from yutang.courses.rules.passing import Progress
from yutang.kernel.counts import Persons
from yutang.people.access import Person
from yutang.roster import access as roster
from yutang.roster import queries as members


class WaitingWork(NamedTuple):
    """A work that nobody has marked yet."""

    id: int
    learner: str
    assignment: str
    course: str
    number: int
    at: datetime


class LearnerLine(NamedTuple):
    """A learner in a teacher's list."""

    study_id: int
    name: str
    began_at: datetime
    last_at: datetime
    progress: Progress


def waiting(studies: QuerySet[Study], person: Person) -> QuerySet[Submission]:
    """Return the newest works of these studies that have no mark, without what the person sent."""
    newest = (
        Submission.objects.filter(study=OuterRef("study"), assignment=OuterRef("assignment"))
        .order_by()
        .values("study", "assignment")
    )
    return (
        Submission.objects.filter(
            ~Exists(Mark.objects.filter(submission=OuterRef("pk"))),
            number=Subquery(newest.annotate(last=Max("number")).values("last")),
            study__in=studies,
        )
        .exclude(by=person)
        .order_by("at")
    )


def waiting_rows(works: QuerySet[Submission], person: Person) -> list[WaitingWork]:
    """Return works as the worklist shows them, names as far as this person may see them."""
    found = list(works.select_related("study", "assignment__version"))
    names = roster.names(person, {each.study.member_id for each in found})
    return [
        WaitingWork(
            each.pk,
            names.get(each.study.member_id, ""),
            pick(each.assignment.title, each.assignment.title_en),
            pick(each.assignment.version.title, each.assignment.version.title_en),
            each.number,
            each.at,
        )
        for each in found
    ]


def learner_lines(studies: list[Study], person: Person) -> list[LearnerLine]:
    """Return studies as a teacher's list shows them."""
    names = roster.names(person, {each.member_id for each in studies})
    reached = of_studies(studies)
    return [
        LearnerLine(
            each.pk, names.get(each.member_id, ""), each.began_at, each.last_at, reached[each.pk]
        )
        for each in studies
    ]


def persons_in(studies: QuerySet[Study]) -> Persons:
    """Return how many different persons these studies are of."""
    rows = studies.order_by().values_list(F("member_id"), flat=True).distinct()
    return Persons(len(set(members.kept(list(rows)).values())))
