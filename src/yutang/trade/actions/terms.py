"""Writes on the terms of a lot: times, limits, waves, coupons. The lot's row is locked.

Who may do it is asked in `access` (or by the live room, for its lineup).
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.trade.actions import batches
from yutang.trade.actions.lots import locked, note
from yutang.trade.errors import BadCoupons
from yutang.trade.models import Coupon, Lot, LotChange, Wave
from yutang.trade.rules import coupons, stock


def change_terms(
    lot_id: int,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    buyer_limit: int | None,
    household_limit: int | None,
    by_ticket: bool,
    by: Person | None,
) -> Lot:
    """Sell the lot on these terms from now on; what was ordered before stays as it is.

    Orders are taken from `opens_at` until `closes_at`, where they are given, while the lot is
    open. `by_ticket`: only from the line (waiting room). The same terms again change nothing.

    Raises:
        NotFound: no such lot.
        BadTimes, BadLimit
        ClosesInPast: it is to close at another moment than before, and that is past.
    """
    stock.check_terms(opens_at, closes_at, buyer_limit, household_limit)
    terms: dict[str, object] = {
        "opens_at": opens_at,
        "closes_at": closes_at,
        "buyer_limit": buyer_limit,
        "household_limit": household_limit,
        "by_ticket": by_ticket,
    }
    with locked(lot_id) as lot:
        if closes_at != lot.closes_at:
            stock.check_closing(closes_at, now())
        if by_ticket and not lot.by_ticket and lot.numbered and lot.drawn_at is None:
            terms["drawn_at"] = now()  # a line that has begun keeps its order
        changed = [name for name, value in terms.items() if getattr(lot, name) != value]
        for name in changed:
            setattr(lot, name, terms[name])
        if changed:
            lot.save(update_fields=changed)
            note(lot, LotChange.Kind.TERMS, 0, by)
    return lot


def plan_waves(
    lot_id: int, waves: Sequence[tuple[int, int]], by: Person | None = None
) -> list[Wave]:
    """Plan the waves still to come, each (seconds after the sale went live, units), anew.

    They have no moment before `start_waves`. Waves that were released stay, and are not planned a
    second time by somebody who has not heard yet that they came.

    Raises:
        NotFound: no such lot.
        BadWave, BadUnits
        BatchShort: less is left of its batch.
    """
    with locked(lot_id) as lot:
        stock.check_waves(waves, lot.stocked)
        coming = Wave.objects.filter(lot=lot, released_at=None)
        came = set(
            Wave.objects.filter(lot=lot).exclude(released_at=None).values_list("after_s", "units")
        )
        before = list(coming.order_by("after_s", "id").values_list("after_s", "units"))
        wanted = sorted(wave for wave in waves if wave not in came)
        if before == wanted:
            return list(coming)
        coming.delete()
        planned = [Wave(lot=lot, after_s=after_s, units=units) for after_s, units in wanted]
        batches.check_units(lot, sum(units for _, units in wanted))
        note(lot, LotChange.Kind.TERMS, 0, by)
        return Wave.objects.bulk_create(planned)


def start_waves(lot_ids: Collection[int], from_: datetime) -> None:
    """Give the planned waves of these lots their moments, counted from when the sale went live.

    A wave that has its moment keeps it.
    """
    with transaction.atomic():
        lots = Lot.objects.select_for_update().filter(pk__in=lot_ids).order_by("pk")
        for lot in lots:
            for wave in Wave.objects.filter(lot=lot, at=None):
                wave.at = from_ + timedelta(seconds=wave.after_s)
                wave.save(update_fields=["at"])


def add_coupons(lot_id: int, count: int, uses_most: int = 1, by: Person | None = None) -> list[str]:
    """Make so many codes, each for so many orders; from now on only coupons open the lot.

    Raises:
        NotFound: no such lot.
        BadCoupons
    """
    if not 1 <= count <= coupons.COUPONS_MAX or not 1 <= uses_most <= coupons.USES_MAX:
        raise BadCoupons(most=coupons.COUPONS_MAX)
    with locked(lot_id) as lot:
        taken = set(Coupon.objects.filter(lot=lot).values_list("code", flat=True))
        made = coupons.new_codes(count, taken)
        Coupon.objects.bulk_create(Coupon(lot=lot, code=code, uses_most=uses_most) for code in made)
        lot.by_coupon = True
        lot.save(update_fields=["by_coupon"])
        note(lot, LotChange.Kind.TERMS, 0, by)
    return made


def end_coupons(lot_id: int, by: Person | None = None) -> Lot:
    """End all codes of the lot; it needs none any more. Ending them twice changes nothing.

    Raises:
        NotFound: no such lot.
    """
    with locked(lot_id) as lot:
        ended = Coupon.objects.filter(lot=lot, ended_at=None).update(ended_at=now())
        if ended or lot.by_coupon:
            lot.by_coupon = False
            lot.save(update_fields=["by_coupon"])
            note(lot, LotChange.Kind.TERMS, 0, by)
    return lot
