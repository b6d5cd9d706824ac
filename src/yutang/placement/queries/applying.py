"""Applications as their pages show them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from yutang.diplomas import queries as diplomas
from yutang.diplomas.queries import DiplomaView
from yutang.people.access import Person
from yutang.placement.models import Application, ApplicationState, ApplicationStep
from yutang.roster import access as roster


class ApplicationView(NamedTuple):
    """An application; its applicant's name as far as the reader may see it."""

    id: int
    offer_id: int
    offer: str
    offered_by: str
    who: str
    words: str
    state: str
    state_name: str
    at: datetime
    reason: str
    """Of the last answer."""
    diplomas: list[DiplomaView]


def views(found: Iterable[Application], reader: Person) -> list[ApplicationView]:
    """Return these applications in their order."""
    rows = list(found)
    names = roster.names(reader, {row.member_id for row in rows})
    reasons = {
        step.application_id: step.reason
        for step in ApplicationStep.objects.filter(application__in=rows).order_by("pk")
    }
    return [
        ApplicationView(
            id=row.pk,
            offer_id=row.offer_id,
            offer=row.offer.title,
            offered_by=row.offer.offered_by,
            who=names.get(row.member_id, ""),
            words=row.words,
            state=row.state,
            state_name=str(ApplicationState(row.state).label),
            at=row.at,
            reason=reasons.get(row.pk, ""),
            diplomas=[each for each in diplomas.of_member(row.member_id) if each.stands]
            if row.shows_diplomas
            else [],
        )
        for row in rows
    ]
