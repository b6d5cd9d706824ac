"""What payees were settled in a stretch of time, less what was taken back in it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum

from yutang.shares.models import PartKind, Payee, Share

# Rooms above page through these rows and take the name of their type from here.
__all__ = ["Earned", "Share", "earned", "earned_lines", "kind_name", "payees_of_persons"]


class Earned(NamedTuple):
    """Fen that became a payee's in a part of a price; negative: more was taken back."""

    payee_id: int
    kind: str
    fen: int


def payees_of_persons(person_ids: Collection[int]) -> dict[int, int]:
    """Return the payees that are these accounts or producers of theirs: payee → account."""
    theirs = Q(person__in=person_ids) | Q(producer__person__in=person_ids)
    rows = Payee.objects.filter(theirs).values_list("pk", "person_id", "producer__person_id")
    return {payee: person or grower for payee, person, grower in rows}


def earned(payee_ids: Collection[int], since: datetime, until: datetime) -> list[Earned]:
    """Return what was settled to these payees from `since` to before `until`, by part of a price.

    It is what the ledger posted with the causes settlement and reversal (`verify_order_posted`).
    """
    rows = _rows(payee_ids, since, until).order_by().values_list("payee_id", "kind")
    return [Earned._make(row) for row in rows.annotate(fen=Sum("amount_fen"))]


def earned_lines(payee_ids: Collection[int], since: datetime, until: datetime) -> "QuerySet[Share]":
    """Return the settled shares behind `earned`, the latest first, to be paged."""
    return _rows(payee_ids, since, until).order_by("-at", "-pk")


def kind_name(kind: str) -> str:
    """Return a part of a price in the reader's language."""
    return str(PartKind(kind).label)


def _rows(payee_ids: Collection[int], since: datetime, until: datetime) -> "QuerySet[Share]":
    return Share.objects.filter(payee__in=payee_ids, at__gte=since, at__lt=until)
