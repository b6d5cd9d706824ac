"""Disputed orders are not settled until somebody releases them."""

from uuid import UUID

from django.db import transaction

from yutang.kernel.clock import now
from yutang.shares.models import Settlement


def hold(order_id: UUID, why: str) -> bool:
    """Keep an order from being settled; return whether it is kept (else it is settled already).

    May come before the order is received, and twice.
    """
    with transaction.atomic():
        settlement = locked(order_id)
        if settlement.settled_at is not None:
            return False
        if settlement.held_at is None:
            settlement.held_at, settlement.held_why = now(), why[:200]
            settlement.save(update_fields=["held_at", "held_why"])
    return True


def release(order_id: UUID) -> None:
    """Let an order be settled again, when it is due; one that is not held stays as it is."""
    with transaction.atomic():
        settlement = locked(order_id)
        if settlement.held_at is not None:
            settlement.held_at, settlement.held_why = None, ""
            settlement.save(update_fields=["held_at", "held_why"])


def locked(order_id: UUID) -> Settlement:
    """Return the order's settlement, locked: the settler passes it by meanwhile."""
    Settlement.objects.bulk_create([Settlement(order_id=order_id)], ignore_conflicts=True)
    return Settlement.objects.select_for_update().get(order_id=order_id)
