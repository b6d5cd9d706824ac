"""What is said of a parcel, by people, stations and carriers; where it stands follows from all."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.parcels import rules
from yutang.parcels.errors import NotOnTheWay, SayWhoSaid
from yutang.parcels.models import Parcel, ParcelEvent, Source
from yutang.parcels.rules import Told
from yutang.people.access import Person


def say(order_id: UUID, state: str, said: str, by: Person, source: str = Source.SENDER) -> Parcel:
    """Somebody says what became of a parcel, in their own words. Whoever calls asked who may.

    Raises:
        NotFound: the order has no parcel.
        SayWhoSaid: the sender gives no words.
        NotOnTheWay: it was not sent yet, or the state is none that a parcel on its way goes to.
    """
    words = one_line(said)[: rules.SAID_MAX]
    if source == Source.SENDER and not words:
        raise SayWhoSaid
    with transaction.atomic():
        parcel = Parcel.objects.select_for_update().filter(order=order_id).first()
        if parcel is None:
            raise NotFound
        if parcel.state == state:
            return parcel
        if parcel.sent_at is None or parcel.received_at or state not in rules.after(parcel.state):
            raise NotOnTheWay
        _keep(parcel, [Told(now(), words, state=state)], source, by=by)
        _stand(parcel)
    return parcel


def tell(parcel_id: int, told: Sequence[Told], *, carrier: str) -> int:
    """Keep what a carrier told; return how much of it was new.

    Told again, late or out of order, it ends in the same place.
    """
    with transaction.atomic():
        parcel = Parcel.objects.select_for_update().get(pk=parcel_id)
        before = ParcelEvent.objects.filter(parcel=parcel).count()
        _keep(parcel, [rules.clean(each) for each in told], Source.CARRIER, carrier=carrier)
        news = ParcelEvent.objects.filter(parcel=parcel).count() - before
        if news:
            _stand(parcel)
        else:
            parcel.asked = min(parcel.asked + 1, 30)
            if parcel.ask_at is not None:
                parcel.ask_at = now() + rules.ask_again_in(parcel.asked)
            parcel.save(update_fields=["asked", "ask_at"])
    return news


def bring_to_station(order_id: UUID, station_id: int | None, line: str) -> Parcel:
    """Say at which station the buyer fetches the parcel (None: to the address again).

    `line`: the station in words, for the label. Called by the stations room, which asked who may.

    Raises:
        NotFound: the order has no parcel.
        NotOnTheWay: it is handed over already.
    """
    with transaction.atomic():
        parcel = Parcel.objects.select_for_update().filter(order=order_id).first()
        if parcel is None:
            raise NotFound
        if parcel.state in rules.OVER:
            raise NotOnTheWay
        parcel.station_id, parcel.station_line = station_id, one_line(line)[:160]
        parcel.save(update_fields=["station_id", "station_line"])
    return parcel


def _keep(
    parcel: Parcel,
    told: Sequence[Told],
    source: str,
    *,
    carrier: str = "",
    by: Person | None = None,
) -> None:
    at = now()
    ParcelEvent.objects.bulk_create(
        [
            ParcelEvent(
                parcel=parcel,
                at=each.at,
                told_at=at,
                place=each.place,
                said=each.said,
                state=each.state,
                source=source,
                carrier=carrier,
                by=by,
                mark=rules.mark_of(each, source),
            )
            for each in told
        ],
        ignore_conflicts=True,
    )


def _stand(parcel: Parcel) -> None:
    """Put the parcel where all that was told of it says; a received order's stays delivered."""
    rows = ParcelEvent.objects.filter(parcel=parcel).values_list("at", "said", "place", "state")
    found = rules.standing(Told(*row) for row in rows)
    parcel.heard_at, parcel.asked = found.heard_at, 0
    if parcel.received_at is None and parcel.sent_at is not None:
        parcel.state, parcel.delivered_at = found.state, found.delivered_at
    over = parcel.state in rules.OVER
    parcel.ask_at = None if over else now() + rules.ask_again_in(0)
    parcel.save(update_fields=["heard_at", "asked", "state", "delivered_at", "ask_at"])
