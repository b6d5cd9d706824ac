"""Writes of the delivery room: one verb, one transaction. Who may is asked in `access`."""

from uuid import UUID

from django.db import transaction

from yutang.delivery import access, queries
from yutang.delivery.errors import BookFull, FreightChanged, NotDelivered
from yutang.delivery.models import LotTerms, ProductTerms, SavedAddress, Tariff, Zone
from yutang.delivery.rules import freight as rates
from yutang.delivery.rules import ship_by as leaving
from yutang.delivery.rules.freight import TariffFacts, Terms
from yutang.kernel.clock import now
from yutang.kernel.money import yuan
from yutang.people.access import Person
from yutang.plumbing.seal import digest, seal
from yutang.trade import access as trade_access
from yutang.trade import actions as trade
from yutang.trade import queries as orders
from yutang.trade.rules import contact as contacts
from yutang.trade.rules.contact import Contact

SAVED_MOST = 20
LABEL_MAX = 12


def give_contact(
    order_id: UUID,
    contact: Contact,
    by: Person,
    *,
    knows_fresh: bool = False,
    seen_fen: int | None = None,
) -> None:
    """Say where an order's parcel goes; its freight there is settled, the address kept in the book.

    `seen_fen`: the freight that the buyer was shown; another is refused, so that nobody pays
    what they did not see. None asks nothing.

    Raises:
        NotDelivered: the sender's carrier does not go there.
        FreightChanged: the buyer has seen another freight.
        Whatever `trade.actions.give_contact` raises.
    """
    order = orders.order_view(trade_access.order_to_pay(by, order_id))
    there = queries.freight_of(order, contact.region_code)
    if not there.is_delivered:
        raise NotDelivered(region=contact.region)
    if seen_fen is not None and there.buyer_fen != seen_fen:
        total_fen = order.amount_fen + there.buyer_fen
        raise FreightChanged(freight=yuan(there.buyer_fen), total=yuan(total_fen))
    with transaction.atomic():
        trade.give_contact(
            order_id, contact, by, knows_fresh=knows_fresh, freight_fen=there.buyer_fen
        )
        _remember(by, contacts.check(contact))


def save_address(
    person: Person, contact: Contact, label: str = "", *, is_default: bool = False
) -> SavedAddress:
    """Keep an address in the person's book; the same one again is the same row.

    Raises:
        BadMobile, BadContact: it is not whole.
        BookFull: the book has `SAVED_MOST` already.
    """
    checked = contacts.check(contact)
    with transaction.atomic():
        _lock_book(person)
        kept = SavedAddress.objects.filter(person=person)
        saved = kept.filter(fingerprint=_fingerprint(checked)).first()
        if saved is None:
            if kept.count() >= SAVED_MOST:
                raise BookFull(most=SAVED_MOST)
            saved = _new(person, checked)
        first = saved.is_default or not kept.exists()
        return _write(saved, checked, label, is_default=is_default or first)


def edit_address(
    saved: SavedAddress, contact: Contact, label: str = "", *, is_default: bool = False
) -> SavedAddress:
    """Change an address; one that became equal to another takes its place. Raises as `save_…`."""
    checked = contacts.check(contact)
    with transaction.atomic():
        _lock_book(saved.person)
        twins = SavedAddress.objects.filter(person=saved.person, fingerprint=_fingerprint(checked))
        twins.exclude(pk=saved.pk).delete()
        return _write(saved, checked, label, is_default=is_default or saved.is_default)


def remove_address(saved: SavedAddress) -> None:
    """Take an address out of the book; orders keep theirs. Twice is safe."""
    SavedAddress.objects.filter(pk=saved.pk).delete()


def make_default(saved: SavedAddress) -> None:
    """Let this address be the one that the checkout begins with."""
    with transaction.atomic():
        _lock_book(saved.person)
        others = SavedAddress.objects.filter(person=saved.person, is_default=True)
        others.exclude(pk=saved.pk).update(is_default=False)
        SavedAddress.objects.filter(pk=saved.pk).update(is_default=True)


def add_tariff(
    person: Person, facts: TariffFacts, *, producer_id: int | None, county_code: str
) -> Tariff:
    """Write down a tariff of a producer, or of a county when there is none.

    Raises:
        NotFound: neither is the person's.
        BadTariff: what was written.
    """
    checked = rates.check_tariff(facts)
    producer, county = access.owner_of(person, producer_id, county_code)
    with transaction.atomic():
        return _keep(Tariff(producer_id=producer, county_code=county), checked)


def edit_tariff(tariff: Tariff, facts: TariffFacts) -> Tariff:
    """Write a tariff anew; orders keep the freight they were bought with. Raises `BadTariff`."""
    checked = rates.check_tariff(facts)
    with transaction.atomic():
        return _keep(Tariff.objects.select_for_update().get(pk=tariff.pk), checked)


def remove_tariff(tariff: Tariff) -> None:
    """Take a tariff away; goods that named it ask the default. Twice is safe."""
    Tariff.objects.filter(pk=tariff.pk).delete()


def set_product_terms(product_id: int, terms: Terms) -> None:
    """Say how a product is sent; None asks the default. Raises `BadShipWithin`."""
    ProductTerms.objects.update_or_create(product_id=product_id, defaults=_checked(terms))


def set_lot_terms(lot_id: int, terms: Terms) -> None:
    """Say how a lot is sent; None asks the product. Raises `BadShipWithin`."""
    LotTerms.objects.update_or_create(lot_id=lot_id, defaults=_checked(terms))


def _checked(terms: Terms) -> dict[str, int | None]:
    leaving.check_within(terms.ship_within_h)
    return dict(vars(terms))


def _keep(tariff: Tariff, facts: TariffFacts) -> Tariff:
    said = {name: value for name, value in vars(facts).items() if name != "zones"}
    for name, value in said.items():
        setattr(tariff, name, value)
    if tariff.is_default:
        rivals = Tariff.objects.filter(producer=tariff.producer_id, is_default=True)
        if tariff.producer_id is None:
            rivals = rivals.filter(county_code=tariff.county_code)
        rivals.exclude(pk=tariff.pk).update(is_default=False)
    tariff.save()
    tariff.zones.all().delete()
    Zone.objects.bulk_create(
        Zone(tariff=tariff, position=at, **{**vars(zone), "areas": list(zone.areas)})
        for at, zone in enumerate(facts.zones)
    )
    return tariff


def _remember(person: Person, contact: Contact) -> None:
    """Keep the address just used; a full book loses the one not used for longest."""
    _lock_book(person)
    kept = SavedAddress.objects.filter(person=person)
    saved = kept.filter(fingerprint=_fingerprint(contact)).first()
    if saved is None:
        oldest = kept.filter(is_default=False).order_by("-used_at").values_list("pk", flat=True)
        if kept.count() >= SAVED_MOST:
            kept.filter(pk__in=list(oldest)[-1:]).delete()
        saved = _new(person, contact)
        saved.is_default = not kept.exists()
    saved.used_at = now()
    saved.save()


def _write(saved: SavedAddress, contact: Contact, label: str, *, is_default: bool) -> SavedAddress:
    saved.contact_sealed = seal(contacts.to_json(contact))
    saved.fingerprint = _fingerprint(contact)
    saved.label = label.strip()[:LABEL_MAX]
    if is_default:
        SavedAddress.objects.filter(person=saved.person, is_default=True).exclude(
            pk=saved.pk
        ).update(is_default=False)
    saved.is_default = is_default
    saved.save()
    return saved


def _new(person: Person, contact: Contact) -> SavedAddress:
    return SavedAddress(
        person=person,
        contact_sealed=seal(contacts.to_json(contact)),
        fingerprint=_fingerprint(contact),
        used_at=now(),
    )


def _fingerprint(contact: Contact) -> bytes:
    return digest(f"address\n{_label_of(contact)}")


def _label_of(contact: Contact) -> str:
    """Return what makes two receivers the same: everything that stands on the label."""
    return "\n".join((contact.name, contact.mobile, contact.region, contact.detail))


def _lock_book(person: Person) -> None:
    """Whoever writes in the same book waits: two tabs do not fill it twice."""
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))
