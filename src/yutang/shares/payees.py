"""Payees for the rooms above: their rows, to be found by who and where they are."""

from django.db.models import QuerySet

from yutang.shares.models import Payee

__all__ = ["Payee", "payees"]


def payees() -> QuerySet[Payee]:
    """Return all payees with the producer or person that they are, to be narrowed down."""
    return Payee.objects.select_related("producer__person", "person", "member__account")
