"""Lots of a rehearsal: copies on the same terms, marked, and taken away again to the last row.

Marked lots are in no list, figure or packing list: every query of this room that is not of one
known lot or order leaves them out.
"""

import math
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.trade.models import (
    Cap,
    CapCount,
    CapLot,
    Coupon,
    Lot,
    LotChange,
    LotState,
    Order,
    OrderChange,
    Ticket,
    Wave,
)
from yutang.trade.rules.stock import HOLD_S_MIN

_CODE_BYTES = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """How a rehearsal's clock runs: `planned` the real start, `begins` the rehearsed one."""

    planned: datetime
    begins: datetime
    speed: float = 1.0

    def moment(self, at: datetime | None) -> datetime | None:
        """Return when in the rehearsal that happens which is planned for then."""
        return None if at is None else self.begins + (at - self.planned) / self.speed

    def seconds(self, number: float) -> int:
        return math.ceil(number / self.speed)


@dataclass(frozen=True, slots=True)
class Copy:
    """A rehearsed lot as its buyers need to know it; `codes`: where it is sold to coupons only."""

    lot: int
    real: int
    units: int
    buyer_limit: int | None
    codes: tuple[str, ...]


@transaction.atomic
def copy_lots(
    lots: Sequence[int], *, sale: int, timing: Timing, by: Person | None, codes: int = 200
) -> list[Copy]:
    """Copy these lots on their own terms, with their whole stock, open where they are open.

    Waves are planned anew, caps count the copies alone; a lot sold to coupons gets `codes` of its
    own, for the real ones are their owners'. Times run as `timing` says; a hold lasts at least the
    shortest there may be.
    """
    found = Lot.objects.in_bulk(list(lots))
    copies: dict[int, Lot] = {}
    told = []
    for real in (found[lot] for lot in lots if lot in found):
        copy = copies[real.pk] = _copy(real, timing, by)
        _copy_waves(real, copy, timing)
        coupons = _new_coupons(copy, codes) if real.by_coupon else ()
        told.append(Copy(copy.pk, real.pk, copy.stocked, copy.buyer_limit, coupons))
    _copy_caps({real: copy.pk for real, copy in copies.items()}, sale)
    return told


@transaction.atomic
def remove(lots: Sequence[int]) -> Counter[str]:
    """Take rehearsed lots and all that hangs on them away; return how many rows of each table.

    Lots that are not marked are left alone. Payments are the money room's and go before.
    """
    found = Lot.objects.filter(pk__in=lots, is_rehearsal=True).order_by("pk")
    # Locked first, as everywhere: a timer may be ending the last holds.
    marked = list(found.select_for_update().values_list("pk", flat=True))
    gone: Counter[str] = Counter()
    orders = Order.objects.filter(lot__in=marked)
    caps = list(Cap.objects.filter(lots__lot__in=marked).distinct().values_list("pk", flat=True))
    for rows in (
        OrderChange.objects.filter(order__lot__in=marked),
        Ticket.objects.filter(lot__in=marked),
        orders,
        CapCount.objects.filter(cap__in=caps),
        CapLot.objects.filter(cap__in=caps),
        Cap.objects.filter(pk__in=caps),
        Coupon.objects.filter(lot__in=marked),
        Wave.objects.filter(lot__in=marked),
        LotChange.objects.filter(lot__in=marked),
        Lot.objects.filter(pk__in=marked),
    ):
        table = rows.model._meta.db_table  # noqa: SLF001 - Django's own name
        gone[table] += rows._raw_delete(connection.alias) or 0  # noqa: SLF001 - what hangs on them was deleted before, so nothing is to be collected row by row
    return gone


def _copy(real: Lot, timing: Timing, by: Person | None) -> Lot:
    waves = Wave.objects.filter(lot=real, released_at__isnull=False).values_list("units", flat=True)
    units = max(real.stocked - real.withdrawn - sum(waves), 0)
    copy = Lot.objects.create(
        product_id=real.product_id,
        batch_id=real.batch_id,
        price_fen=real.price_fen,
        stocked=units,
        available=units,
        buyer_limit=real.buyer_limit,
        household_limit=real.household_limit,
        hold_s=max(timing.seconds(real.hold_s), HOLD_S_MIN),
        opens_at=timing.moment(real.opens_at),
        closes_at=timing.moment(real.closes_at),
        by_coupon=real.by_coupon,
        by_ticket=real.by_ticket,
        state=real.state,
        is_rehearsal=True,
    )
    at = now()
    notes = [LotChange(lot=copy, at=at, kind=LotChange.Kind.STOCKED, units=units, by=by)]
    if copy.state == LotState.OPEN:
        notes.append(LotChange(lot=copy, at=at, kind=LotChange.Kind.OPENED, by=by))
    LotChange.objects.bulk_create(notes)
    return copy


def _copy_waves(real: Lot, copy: Lot, timing: Timing) -> None:
    Wave.objects.bulk_create(
        Wave(lot=copy, after_s=timing.seconds(wave.after_s), units=wave.units)
        for wave in Wave.objects.filter(lot=real)
    )


def _new_coupons(copy: Lot, count: int) -> tuple[str, ...]:
    # Hexadecimal digits cannot be told from a person's own code, and need not be.
    made = {secrets.token_hex(_CODE_BYTES).upper() for _ in range(count)}
    Coupon.objects.bulk_create(Coupon(lot=copy, code=code, uses_most=1) for code in sorted(made))
    return tuple(sorted(made))


def _copy_caps(copies: Mapping[int, int], sale: int) -> None:
    """Copy the caps that count any of these lots, over those lots alone."""
    for cap in Cap.objects.filter(lots__lot__in=copies).distinct():
        made = Cap.objects.create(kind=cap.kind, most=cap.most, sale_id=sale, name=cap.name)
        counted = CapLot.objects.filter(cap=cap, lot__in=copies).values_list("lot_id", flat=True)
        CapLot.objects.bulk_create(CapLot(cap=made, lot_id=copies[lot]) for lot in counted)


def packers_a_day(lots: Sequence[int]) -> int | None:
    """Return the parcels a day that these lots' packers can handle, where a cap says so."""
    caps = Cap.objects.filter(lots__lot__in=lots, kind=Cap.Kind.PARCELS_DAY).distinct()
    mosts = list(caps.values_list("most", flat=True))
    return min(mosts) if mosts else None


__all__ = ["Copy", "Timing", "copy_lots", "packers_a_day", "remove"]
