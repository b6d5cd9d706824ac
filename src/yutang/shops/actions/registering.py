"""Shops and their listings are registered by clerks; a keeper changes nothing but months."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from yutang.goods import access as goods
from yutang.goods.rules import check_credit_code
from yutang.kernel.clock import now, today
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.people.rules import normal_mobile
from yutang.places import access as places
from yutang.places.rules import Level
from yutang.plumbing.seal import digest, seal, unseal
from yutang.shops import access
from yutang.shops.actions import own, tallying
from yutang.shops.errors import ElsewhereVillage, ListingTwice, ShopTwice
from yutang.shops.models import Listing, Shop
from yutang.shops.rules import register as rules
from yutang.shops.rules.platforms import OWN
from yutang.shops.rules.register import PERSON, ListingFacts, ShopFacts


@dataclass(frozen=True)
class Keeper:
    """A keeper's name and number, opened."""

    name: str
    mobile: str


def register(facts: ShopFacts, by: Person | None) -> Shop:
    """Write a shop down; `by` None: the installation itself, for its demo.

    With a producer its sales on this platform are counted from the producer's orders at once.

    Raises:
        BadShop, KeeperNeeded, OpensAhead, ClosedBeforeOpened, ElsewhereVillage, ShopTwice,
        BadMobile, a refusal of places or goods: what was given.
    """
    return write_shop(None, facts, by)


def edit(shop_id: int, facts: ShopFacts, by: Person) -> Shop:
    """Change what is written about a shop; an empty keeper or mobile stays as it is.

    Raises as `register`, and `NotFound` when the shop is not in the clerk's places.
    """
    return write_shop(access.shop_to_register(by, shop_id), facts, by)


def list_shop(shop_id: int, facts: ListingFacts, by: Person | None) -> Listing:
    """Write down where a shop is listed; the same listing of the same shop is kept once.

    Raises:
        BadListing, TypedHere, OpensAhead, ClosedBeforeOpened, ListingTwice
        NotFound: the shop is not in the clerk's places.
    """
    said = rules.checked_listing(facts, today())
    shop = access.shop(shop_id) if by is None else access.shop_to_register(by, shop_id)
    kept, _made = Listing.objects.get_or_create(
        platform=said.platform,
        number=said.number,
        defaults={"shop": shop, "opened_on": said.opened_on, "closed_on": said.closed_on},
    )
    if kept.shop_id != shop.pk:
        raise ListingTwice(shop=kept.shop.name)
    if (kept.opened_on, kept.closed_on) != (said.opened_on, said.closed_on):
        kept.opened_on, kept.closed_on = said.opened_on, said.closed_on
        kept.save(update_fields=["opened_on", "closed_on"])
    return kept


def open_keeper(shop_id: int, by: Person, reason: str) -> Keeper:
    """Open a natural person's name and number; who opened them, and why, is kept.

    Raises:
        NotFound: the shop is not in the clerk's places.
        ReasonNeeded
    """
    shop = access.shop_to_register(by, shop_id)
    people.record_opening(by, None, "shop keeper", f"shops:{shop.pk}", reason)
    return keeper_of(shop)


def keeper_of(shop: Shop) -> Keeper:
    """Open what is sealed of a shop. Whoever calls has asked who looks, and keeps that they did."""
    name = unseal(shop.keeper_sealed) if shop.keeper_sealed else shop.keeper_name
    return Keeper(name, unseal(shop.phone_sealed) if shop.phone_sealed else "")


def write_shop(known: Shop | None, facts: ShopFacts, by: Person | None) -> Shop:
    """Write what is said of a shop, a new one where none is known; raises as `register`."""
    shop = known or Shop(made_at=now(), made_by=by)
    said = rules.checked(facts, today(), keeper_known=bool(shop.pk) and not facts.keeper)
    village = places.check_code(said.village_code, Level.VILLAGE)
    if by is not None and not access.registers_at(by, village):
        raise ElsewhereVillage(name=places.place(village).name)
    had = {shop.village_code} - {""}
    shop.kind, shop.name, shop.village_code = said.kind, said.name, village
    shop.run_at_code = places.check_code(said.run_at_code) if said.run_at_code else village
    shop.opened_on, shop.closed_on = said.opened_on, said.closed_on
    shop.own_grown, shop.is_demo = said.own_grown, said.is_demo
    _write_keeper(shop, said)
    _bind(shop, said.producer_id, by)
    try:
        with transaction.atomic():
            tallying.alone()
            shop.save()
            years = range(max(shop.opened_on.year, tallying.FIRST_YEAR), today().year + 1)
            tallying.tally_villages(had | {village}, years)
            if shop.producer_id is not None:
                _list_here(shop)
    except IntegrityError as error:
        raise ShopTwice from error
    return shop


def _write_keeper(shop: Shop, said: ShopFacts) -> None:
    was_person = shop.keeper_kind == PERSON
    shop.keeper_kind = said.keeper_kind
    if said.mobile:
        number = normal_mobile(said.mobile)
        shop.phone_sealed, shop.phone_tail = seal(number), number[-4:]
    if said.keeper_kind != PERSON:
        shop.credit_code = check_credit_code(
            said.credit_code, said.keeper_kind, is_demo=said.is_demo
        )
        shop.keeper_name = said.keeper or shop.keeper_name or keeper_of(shop).name
        shop.keeper_sealed, shop.keeper_masked, shop.keeper_digest = None, "", None
        return
    name = said.keeper or (keeper_of(shop).name if was_person else shop.keeper_name)
    shop.keeper_name, shop.credit_code = "", ""
    shop.keeper_sealed, shop.keeper_masked = seal(name), rules.masked(name)
    mobile = unseal(shop.phone_sealed) if shop.phone_sealed else ""
    shop.keeper_digest = digest(mobile or f"shop-keeper:{shop.village_code}:{name}")


def _bind(shop: Shop, producer_id: int | None, by: Person | None) -> None:
    if producer_id is not None and by is not None:
        goods.producer_for(by, producer_id)
    shop.producer_id = producer_id


def _list_here(shop: Shop) -> None:
    """The producer's sales on this platform are this shop's: a listing, counted from orders."""
    listing, _made = Listing.objects.get_or_create(
        platform=OWN,
        number=str(shop.producer_id),
        defaults={"shop": shop, "opened_on": shop.opened_on},
    )
    if listing.shop_id != shop.pk:
        raise ListingTwice(shop=listing.shop.name)
    own.count_producer(listing)
