"""What carriers do and say: waybills ordered from them, questions when due, what they push.

Nobody speaks to a carrier inside a transaction: first what is asked for is written down, then it
is asked, then the answer is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import structlog
from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.parcels import carriers, rules
from yutang.parcels.actions.packing import pack, send
from yutang.parcels.actions.telling import tell
from yutang.parcels.carriers.protocol import Refused, Sending, Tracker
from yutang.parcels.errors import CarrierFailed, NoCarrier, NotOnTheWay, SenderNeeded
from yutang.parcels.models import Parcel
from yutang.parcels.rules import Told
from yutang.people.access import Person
from yutang.people.errors import BadMobile
from yutang.people.rules import normal_mobile
from yutang.plumbing.config import Config
from yutang.plumbing.outgoing import Away
from yutang.trade import access
from yutang.trade import queries as trade
from yutang.trade.actions.openings import note_openings
from yutang.trade.errors import ContactNeeded

ASKED_AT_ONCE = 100
log = structlog.get_logger()


@dataclass(frozen=True)
class Sender:
    """Where the carrier collects."""

    name: str
    mobile: str
    address: str


def order_waybill(order_id: UUID, carrier: str, sender: Sender, by: Person) -> Parcel:
    """Order a waybill from the carrier and send the parcel under it.

    Asked again, the carrier gives the same number; the receiver's address is opened, and logged.

    Raises:
        NotFound: it is not theirs to send.
        NoCarrier: the carrier's service is not set up.
        SenderNeeded, ContactNeeded: what the carrier has to know.
        NotOnTheWay: it is sent already.
        CarrierFailed: the carrier refused or did not answer.
    """
    service = carriers.carrier_of(carrier)
    order = access.order_to_pack(by, order_id)
    if service is None:
        raise NoCarrier
    if order.state not in rules.TO_SEND:
        raise NotOnTheWay
    contact = trade.contact_of(order)
    if contact is None:
        raise ContactNeeded
    view = trade.order_view(order)
    pack([order_id], by)
    note_openings([order], by, f"waybill {carrier}")
    whence = _checked(sender)
    sending = Sending(
        order=order.pk.hex,
        cargo=view.product.name,
        units=order.quantity,
        weight_g=(view.product.net_weight_g or 0) * order.quantity or None,
        sender_name=whence.name,
        sender_mobile=whence.mobile,
        sender_address=whence.address,
        name=contact.name,
        mobile=contact.mobile,
        address=contact.line,
    )
    try:
        waybill = service.order(sending)
    except (Refused, Away) as refused:
        raise CarrierFailed(said=str(refused)) from refused
    with transaction.atomic():
        parcel = send(order_id, waybill, by, carrier=carrier)
        parcel.was_ordered = True
        parcel.save(update_fields=["was_ordered"])
    return parcel


def cancel_waybill(order_id: UUID, by: Person) -> Parcel:
    """Call a collection off at the carrier; the number is then corrected by hand.

    Raises:
        NotFound: it is not theirs to send, or has no parcel.
        NotOnTheWay, NoCarrier, CarrierFailed
    """
    access.order_to_pack(by, order_id)
    parcel = Parcel.objects.filter(order=order_id).first()
    if parcel is None:
        raise NotFound
    if not parcel.was_ordered or parcel.state != rules.SENT:
        raise NotOnTheWay
    service = carriers.carrier_of(parcel.carrier)
    if service is None:
        raise NoCarrier
    try:
        service.cancel(order_id.hex, parcel.waybill)
    except (Refused, Away) as refused:
        raise CarrierFailed(said=str(refused)) from refused
    Parcel.objects.filter(pk=parcel.pk).update(was_ordered=False)
    return parcel


def ask_due() -> int:
    """Ask carriers about the parcels that are due; return of how many there was news.

    A parcel is claimed before it is asked about, so several workers never ask about the same one;
    one without news waits longer each time, and one that nobody can be asked about is let be.
    """
    news = 0
    for parcel in _claimed():
        tracker = carriers.tracker_of(parcel.carrier)
        if tracker is None:
            Parcel.objects.filter(pk=parcel.pk).update(ask_at=None)
            continue
        news += tell(parcel.pk, _told_by(tracker, parcel), carrier=parcel.carrier) > 0
    return news


def take_push(form: Mapping[str, str]) -> dict[str, object]:
    """Keep what 快递100 pushed; return what it wants to hear. Twice, late or out of order is fine.

    Raises:
        NotFound: it is not set up here, or this was not signed by it.
    """
    service = carriers.pusher()
    pushed = service.read_push(form) if service else None
    if service is None or pushed is None:
        raise NotFound
    for parcel in Parcel.objects.filter(waybill=pushed.waybill).exclude(waybill="")[:10]:
        tell(parcel.pk, pushed.told, carrier=parcel.carrier)
    return service.thanks()


def _told_by(tracker: Tracker, parcel: Parcel) -> list[Told]:
    """Ask where the parcel is; who can push news is asked for that too, where we are public."""
    origins, service = Config.load().origins, carriers.pusher()
    tail = _tail(parcel)
    try:
        if service and origins and not parcel.asked and not carriers.carrier_of(parcel.carrier):
            service.subscribe(parcel.carrier, parcel.waybill, tail, f"{origins[0]}/parcels/push/")
        return list(tracker.routes(parcel.carrier, parcel.waybill, tail))
    except (Refused, Away) as refused:
        log.info("parcel_not_told", parcel=parcel.pk, reason=str(refused)[:80])
        return []


def _claimed() -> list[Parcel]:
    with transaction.atomic():
        due = Parcel.objects.select_for_update(skip_locked=True).filter(ask_at__lte=now())
        found = list(due.order_by("ask_at")[:ASKED_AT_ONCE])
        later = now() + rules.ASK_EVERY
        Parcel.objects.filter(pk__in=[each.pk for each in found]).update(ask_at=later)
    return found


def _tail(parcel: Parcel) -> str:
    """Return the last digits of the receiver's number, for carriers that ask who wants to know."""
    contact = trade.contact_of(parcel.order)
    return contact.mobile[-4:] if contact else ""


def _checked(sender: Sender) -> Sender:
    try:
        mobile = normal_mobile(sender.mobile)
    except BadMobile as refusal:
        raise SenderNeeded from refusal
    if not sender.name.strip() or not sender.address.strip():
        raise SenderNeeded
    return Sender(sender.name.strip()[:30], mobile, sender.address.strip()[:120])
