"""Writes on caps: orders of some lots stop at so many orders, fen, or parcels a day.

Lots are locked first and the cap second, as intake does; what is taken is counted anew from the
orders whenever a cap is set, and by the database's triggers from then on (migration 0005).
"""

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.plumbing import statements
from yutang.trade.actions.lots import note
from yutang.trade.errors import BadCap
from yutang.trade.models import Cap, CapCount, CapLot, Lot, LotChange
from yutang.trade.rules.facts import CapKind
from yutang.trade.rules.stock import CAP_MAX


def set_cap(
    kind: CapKind,
    most: int | None,
    lot_ids: Collection[int],
    by: Person | None = None,
    *,
    sale_id: int | None = None,
    name: str = "",
) -> Cap | None:
    """Let these lots together take no orders beyond `most`; None removes the cap.

    `most`: orders, fen, or parcels placed a day in Shanghai (an order is a parcel). A cap is known
    by its kind, sale and name: set again, it has the new `most` and these lots. Set below what is
    taken, it is full; orders made before stay. Cancelled and expired orders give their part back.

    Raises:
        BadCap: not more than 0, or no lot.
        NotFound: one of the lots is not there.
    """
    if most is not None and (not 0 < most <= CAP_MAX or not lot_ids):
        raise BadCap
    with transaction.atomic():
        known = Cap.objects.filter(kind=kind, sale_id=sale_id, name=name).order_by("pk")
        counted = CapLot.objects.filter(cap__in=known).values_list("lot_id", flat=True)
        lots = {lot.pk: lot for lot in _lock({*lot_ids, *counted})}
        if not set(lot_ids) <= set(lots):
            raise NotFound
        cap = known.select_for_update().first()
        if most is None:
            changed = _remove(cap)
        else:
            cap = cap or Cap(kind=kind, sale_id=sale_id, name=name)
            changed = _set(cap, most, set(lot_ids))
        for lot_id in sorted(changed & set(lots)):
            note(lots[lot_id], LotChange.Kind.TERMS, 0, by)
    return cap if most is not None else None


def _lock(lot_ids: Collection[int]) -> list[Lot]:
    return list(Lot.objects.select_for_update().filter(pk__in=lot_ids).order_by("pk"))


def _remove(cap: Cap | None) -> set[int]:
    if cap is None:
        return set()
    lots = _lots_of(cap)
    cap.delete()
    return lots


def _set(cap: Cap, most: int, lot_ids: set[int]) -> set[int]:
    """Keep the cap's new terms; return the lots for which something changed."""
    before = _lots_of(cap)
    changed = before ^ lot_ids if cap.most == most else before | lot_ids
    if not changed:
        return changed
    cap.most = most
    cap.save()
    CapLot.objects.filter(cap=cap).exclude(lot__in=lot_ids).delete()
    CapLot.objects.bulk_create(CapLot(cap=cap, lot_id=lot) for lot in sorted(lot_ids - before))
    cap.had = max(_count(cap).values(), default=0)
    cap.save(update_fields=["had"])
    return changed


def _lots_of(cap: Cap) -> set[int]:
    if cap.pk is None:
        return set()
    return set(CapLot.objects.filter(cap=cap).values_list("lot_id", flat=True))


def _count(cap: Cap) -> dict[date, int]:
    """Count what living orders take of the cap, by day, and keep it."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("trade", "count_cap"), {"cap": cap.pk})
        taken: dict[date, int] = dict(cursor.fetchall())
    CapCount.objects.filter(cap=cap).delete()
    CapCount.objects.bulk_create(
        CapCount(cap=cap, day=day, taken=units) for day, units in taken.items()
    )
    return taken
