"""Consents as they stand."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from yutang.kernel.clock import today
from yutang.plumbing.statements import load
from yutang.roster.models import Consent, Member
from yutang.roster.queries.following import faces
from yutang.roster.rules.consents import BY_NAME, Given, Purpose, is_valid


class ConsentView(NamedTuple):
    """A consent for pages; the guardian masked."""

    id: int
    purpose: Purpose | None
    version: str
    given_on: date
    until: date
    how: str
    guardian: str
    relation: str
    recorded_by: str
    withdrawn_at: datetime | None
    is_valid: bool


def consents_of(member_id: int) -> list[ConsentView]:
    """Return a person's consents, newest first, with those of rows merged into theirs."""
    found = Consent.objects.filter(member_id__in=faces(member_id)).select_related(
        "member", "recorded_by"
    )
    return [
        ConsentView(
            id=row.pk,
            purpose=BY_NAME.get(row.purpose),
            version=row.version,
            given_on=row.given_on,
            until=row.until,
            how=row.get_how_display(),
            guardian=row.guardian_masked,
            relation=row.relation,
            recorded_by=row.recorded_by.name if row.recorded_by else "",
            withdrawn_at=row.withdrawn_at,
            is_valid=_holds(row, row.member.birth_on, today()),
        )
        for row in found.order_by("-given_on", "-pk")
    ]


def purposes_agreed(member: Member, on: date) -> frozenset[str]:
    """Return the purposes for which this person has a consent that holds."""
    rows = Consent.objects.filter(member_id__in=faces(member.pk), withdrawn_at=None)
    return frozenset(row.purpose for row in rows if _holds(row, member.birth_on, on))


def has_consent(member_id: int, purpose: str, on: date | None = None) -> bool:
    """Tell whether the person agreed to this use, today or on a day."""
    return member_id in with_consent([member_id], purpose, on)


def with_consent(ids: Collection[int], purpose: str, on: date | None = None) -> set[int]:
    """Return those of these persons who agreed to this use, today or on a day."""
    day = on or today()
    with connection.cursor() as cursor:
        cursor.execute(load("roster", "agreed"), {"ids": list(ids), "purpose": purpose, "on": day})
        rows = cursor.fetchall()
    return {
        asked
        for asked, given_on, until, has_guardian, birth_on in rows
        if is_valid(
            Given(purpose, given_on, until, has_guardian, is_withdrawn=False), birth_on, day
        )
    }


def _holds(row: Consent, birth_on: date | None, on: date) -> bool:
    given = Given(
        row.purpose,
        row.given_on,
        row.until,
        row.guardian_sealed is not None,
        row.withdrawn_at is not None,
    )
    return is_valid(given, birth_on, on)
