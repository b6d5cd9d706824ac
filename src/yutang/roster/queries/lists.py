"""Lists of persons for those who work for their places, and rows that may be one person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from yutang.kernel.errors import Refusal
from yutang.people import queries as people
from yutang.people.rules import normal_mobile
from yutang.plumbing.seal import digest
from yutang.plumbing.statements import load
from yutang.roster.models import Double, DoubleState, Member
from yutang.roster.queries.following import faces
from yutang.roster.rules import read_id_number

ALIKE_MOST = 30


class OpeningView(NamedTuple):
    """Who opened what of a person, and why."""

    at: datetime
    by: str
    what: str
    reason: str


class Alike(NamedTuple):
    """Two rows that may be one person, and what says so: ``birth``, ``mobile``."""

    kept_id: int
    other_id: int
    why: str


def sought(found: "QuerySet[Member]", text: str) -> "QuerySet[Member]":
    """Return those of these persons whose whole name, ID number or mobile this is.

    They are sealed, so a part of one finds nothing.
    """
    marks = Q(name_digest=digest(text))
    for read in (lambda said: read_id_number(said).text, normal_mobile):
        try:
            number = digest(read(text))
        except Refusal:
            continue
        marks |= Q(id_digest=number) | Q(mobile_digest=number)
    return found.filter(marks)


def openings(member: Member, most: int = 30) -> list[OpeningView]:
    """Return who opened sealed data of this person, newest first."""
    subjects = [f"roster:{pk}" for pk in faces(member.pk)]
    return [
        OpeningView(row.at, row.by.name, row.what, row.reason)
        for row in people.openings_about(subjects, most)
    ]


def alike(places: Sequence[str], member_id: int | None = None) -> list[Alike]:
    """Return rows of these places that may be one person, and were neither proposed nor refused.

    Same name, birth date and village; or same mobile. Two with different ID numbers are two
    persons. With `member_id` only those that may be this person.
    """
    asked: dict[str, Any] = {
        "places": [f"{code}%" for code in places],
        "member": member_id,
        "most": ALIKE_MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(load("roster", "alike"), asked)
        return [Alike(*row) for row in cursor.fetchall()]


def doubles(found: "QuerySet[Member]", *states: DoubleState) -> "QuerySet[Double]":
    """Return the doubles of these persons in one of these states, newest first."""
    rows = Double.objects.filter(state__in=states, kept__in=found)
    return rows.select_related("kept", "other", "proposed_by", "decided_by").order_by(
        "-proposed_at"
    )
