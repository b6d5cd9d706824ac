"""Rows that were merged lead to the one that they went into."""

from collections.abc import Collection

from django.db import connection

from yutang.plumbing.statements import load
from yutang.roster.models import Member


def kept(ids: Collection[int]) -> dict[int, int]:
    """Return by id the row that stands for this person today: itself, unless it was merged.

    Ids that are nobody's are left out. Different persons are counted by these.
    """
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(load("roster", "kept"), {"ids": list(ids)})
        return dict(cursor.fetchall())


def kept_of(member_id: int) -> Member | None:
    """Return the row that stands for this person today, if there is one."""
    found = kept([member_id]).get(member_id)
    return None if found is None else Member.objects.filter(pk=found).first()


def faces(member_id: int) -> list[int]:
    """Return every row that stands for the same person as this one, itself among them.

    Another room that kept an earlier row finds the person's things by these.
    """
    with connection.cursor() as cursor:
        cursor.execute(load("roster", "faces"), {"id": member_id})
        return [row[0] for row in cursor.fetchall()]
