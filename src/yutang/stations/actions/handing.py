"""Parcels at a station: sent there, arrived, handed over for their code."""

import math
import secrets
from uuid import UUID

from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.kernel.text import one_line
from yutang.money.actions.paying import payment_of, take_cash
from yutang.money.rules import DUE
from yutang.parcels import actions as parcels
from yutang.parcels import queries as packing
from yutang.parcels import rules as steps
from yutang.parcels.queries import ParcelView
from yutang.people.access import Person
from yutang.stations import access, queries, rules
from yutang.stations.errors import (
    CashFirst,
    CodesLocked,
    HandedAlready,
    NotForHere,
    StationClosed,
    WrongPickupCode,
)
from yutang.stations.models import CodeTry, Pickup, Station
from yutang.trade import access as trade

_CODES_TRIED_MOST = 50


def direct(order_id: UUID, station_id: int | None, by: Person) -> ParcelView:
    """The sender sends a parcel to a station (None: to the buyer's own address after all).

    Raises:
        NotFound: it is not theirs to send, or there is no such station.
        StationClosed: it takes no parcels now.
        NotOnTheWay: the parcel is over already.
    """
    trade.order_to_pack(by, order_id)
    line = ""
    with transaction.atomic():
        if station_id is not None:
            station = Station.objects.filter(pk=station_id).first()
            if station is None:
                raise NotFound
            if station.closed_at is not None:
                raise StationClosed
            line = queries.line_of(station)
        parcels.pack([order_id], by)
        parcels.bring_to_station(order_id, station_id, line)
    found = packing.parcel_of(order_id)
    assert found is not None, "it was packed above"
    return found


def arrive(station_id: int, waybill: str, by: Person) -> Pickup:
    """A parcel arrived at the station: from now on the buyer sees a code to fetch it with.

    Raises:
        NotFound: the station is not the person's.
        NotForHere: no parcel of this number is on its way here.
    """
    station = access.station_for(by, station_id)
    number = one_line(waybill).replace(" ", "").upper()
    coming = packing.parcels_for_station(station.pk, steps.ON_THE_WAY)
    parcel = next((each for each in coming if each.waybill.upper() == number), None)
    if parcel is None:
        raise NotForHere
    with transaction.atomic():
        known = Pickup.objects.filter(parcel=parcel.id).first()
        if known is not None:
            return known
        at = now()
        nonce, mark = _fresh_code(station.pk, parcel.id)
        made, is_new = Pickup.objects.get_or_create(
            parcel_id=parcel.id,
            defaults={
                "station": station,
                "nonce": nonce,
                "code_digest": mark,
                "arrived_at": at,
                "arrived_by": by,
            },
        )
        if is_new and parcel.state != steps.ARRIVING:
            parcels.say(parcel.order_id, steps.ARRIVING, "", by, source="station")
    return made


def hand_over(
    station_id: int, typed: str, by: Person, *, taken_by: str = "", has_cash: bool = False
) -> Pickup:
    """Give a parcel to whoever has its code. Each wrong code counts, also when this raises.

    `taken_by`: who took it, as the keeper says. `has_cash`: what was to be collected is collected.

    Raises:
        NotFound: the station is not the person's.
        CodesLocked, WrongPickupCode: the code.
        HandedAlready: it was handed over before.
        CashFirst: there is cash to collect.
    """
    station = access.station_for(by, station_id)
    try_id = _note_try(station, by)
    mark = queries.mark_of(station.pk, rules.clean_code(typed))
    with transaction.atomic():
        waiting = Pickup.objects.select_for_update().filter(station=station, code_digest=mark)
        pickup = waiting.order_by("-arrived_at").first()
        if pickup is None:
            raise WrongPickupCode(left=rules.TRIES_MOST - _tries(station))
        CodeTry.objects.filter(pk=try_id).delete()
        if pickup.handed_at is not None:
            raise HandedAlready
        _collect(pickup, by, has_cash=has_cash)
        pickup.handed_at, pickup.handed_by = now(), by
        pickup.taken_by = one_line(taken_by)[:40]
        pickup.save(update_fields=["handed_at", "handed_by", "taken_by"])
    return pickup


def _collect(pickup: Pickup, by: Person, *, has_cash: bool) -> None:
    order = pickup.parcel.order
    payment = payment_of(order.pk, order.buyer)
    due_fen = payment.amount_fen if payment is not None and payment.state == DUE else 0
    if due_fen and not has_cash:
        raise CashFirst(yuan=yuan(due_fen))
    parcels.say(order.pk, steps.DELIVERED, "", by, source="station")
    if due_fen:
        take_cash(order.pk, by)


def _fresh_code(station_id: int, parcel_id: int) -> tuple[bytes, bytes]:
    for _ in range(_CODES_TRIED_MOST):
        nonce = secrets.token_bytes(16)
        mark = queries.mark_of(station_id, queries.code_from(parcel_id, nonce))
        if not Pickup.objects.filter(station=station_id, code_digest=mark).exists():
            return nonce, mark
    raise AssertionError("a station with so many parcels has no free code")


def _note_try(station: Station, by: Person) -> int:
    """Keep the try before the code is looked at, so that tries side by side count too."""
    at = now()
    with transaction.atomic():
        Station.objects.select_for_update().get(pk=station.pk)
        CodeTry.objects.filter(station=station, at__lte=at - rules.TRIES_WITHIN).delete()
        tries = list(CodeTry.objects.filter(station=station).values_list("at", flat=True))
        if locked_s := rules.wait_s(tries, at):
            raise CodesLocked(minutes=math.ceil(locked_s / 60))
        return CodeTry.objects.create(station=station, at=at, by=by).pk


def _tries(station: Station) -> int:
    return CodeTry.objects.filter(station=station).count()
