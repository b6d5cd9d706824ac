"""What the sender does: pack, send, with numbers by hand or from a file."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from yutang.goods import queries as goods
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound, Refusal
from yutang.parcels import rules
from yutang.parcels.errors import BadWeight, WrongBatch
from yutang.parcels.models import Parcel
from yutang.people.access import Person
from yutang.trade import access
from yutang.trade import actions as trade

WEIGHT_G_MAX = 100_000


def pack(order_ids: Iterable[UUID], by: Person, batch_id: int | None = None) -> int:
    """Note that these orders are packed; return how many were not before.

    `batch_id`: the batch that is really in them; without it the lot's own. Orders that are not to
    be sent (any more), or not the person's to send, are left out.

    Raises:
        WrongBatch: one of them is of another product than the batch.
    """
    chosen = list(access.orders_to_pack(by).filter(pk__in=list(order_ids), state__in=rules.TO_SEND))
    for product in {order.lot.product_id for order in chosen}:
        _check_batch(batch_id, product)
    with transaction.atomic():
        known = set(Parcel.objects.filter(order__in=chosen).values_list("order_id", flat=True))
        Parcel.objects.bulk_create(
            [
                Parcel(
                    order=order,
                    batch_id=batch_id or order.lot.batch_id,
                    on_delivery=order.state == "confirmed",
                    packed_at=now(),
                )
                for order in chosen
            ],
            ignore_conflicts=True,
        )
        if batch_id is not None:
            Parcel.objects.filter(order__in=chosen).update(batch=batch_id)
    return len(chosen) - len(known)


def put_batch(order_id: UUID, batch_id: int, by: Person) -> Parcel:
    """Say which batch is really in a parcel, before or after it is sent.

    Raises:
        NotFound: it is not theirs to send, or has no parcel yet.
        WrongBatch: the batch is of another product.
    """
    order = access.order_to_pack(by, order_id)
    _check_batch(batch_id, order.lot.product_id)
    with transaction.atomic():
        parcel = _locked(order_id)
        parcel.batch_id = batch_id
        parcel.save(update_fields=["batch"])
    return parcel


def send(
    order_id: UUID,
    waybill: str,
    by: Person,
    *,
    carrier: str = "",
    weight_g: int | None = None,
) -> Parcel:
    """The parcel went out under this number; while it is on its way the number may be corrected.

    Without `carrier` the number's beginning tells it where it can.

    Raises:
        NotFound: it is not theirs to send.
        TrackingNeeded, BadWeight: what was given.
        OrderGone, WrongStep: nothing to send.
    """
    access.order_to_pack(by, order_id)
    if weight_g is not None and not 0 < weight_g <= WEIGHT_G_MAX:
        raise BadWeight
    with transaction.atomic():
        order = trade.ship(order_id, waybill, by)
        parcel = _locked(order.pk)
        parcel.carrier = rules.carrier_of(order.tracking, carrier)
        parcel.weight_g = weight_g or parcel.weight_g
        parcel.save(update_fields=["carrier", "weight_g"])
    return parcel


def send_lines(
    lines: Sequence[rules.Line], orders: Mapping[str, UUID], by: Person
) -> tuple[int, list[tuple[rules.Line, Refusal]]]:
    """Send what the good lines of a file say; return how many, and the lines that were refused.

    `orders`: the orders by their short number. Each line is a step of its own, so one that cannot
    be done keeps none of the others back; the same file again changes nothing.
    """
    sent, refused = 0, []
    for line in lines:
        if not line.is_good or line.order not in orders:
            continue
        try:
            send(orders[line.order], line.waybill, by, carrier=line.carrier)
            sent += 1
        except Refusal as refusal:
            refused.append((line, refusal))
    return sent, refused


def _check_batch(batch_id: int | None, product_id: int) -> None:
    if batch_id is not None and not goods.is_batch_of(batch_id, product_id):
        raise WrongBatch


def _locked(order_id: UUID) -> Parcel:
    parcel = Parcel.objects.select_for_update().filter(order=order_id).first()
    if parcel is None:
        raise NotFound
    return parcel
