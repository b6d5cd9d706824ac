"""Doors of the shops room: a shop is its keeper's, and the clerk's of its home village.

That a shop is there, where, of which kind and on which platforms is public.
"""

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.places import rules as places
from yutang.shops.models import KeeperKind, Listing, Shop, ShopImport

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Listing",
    "Shop",
    "import_for",
    "imports_of",
    "keeps",
    "listing_to_keep",
    "need_shops",
    "registers",
    "registers_at",
    "runs",
    "shop",
    "shop_for",
    "shop_to_register",
    "shops_in",
    "shops_of",
]


def registers(person: Person | None) -> tuple[str, ...]:
    """Return the codes of the places whose shops the person registers; ``""`` is all."""
    return people.places_of(person, "clerk")


def registers_at(person: Person | None, code: str) -> bool:
    """Tell whether the person registers the shops of this place."""
    return any(code.startswith(held) for held in registers(person))


def shops_in(code: str) -> QuerySet[Shop]:
    """Return the shops whose home lies in the place, by village and name; public."""
    places.level_of(code)
    return Shop.objects.filter(village_code__startswith=code).order_by("village_code", "name")


def shop(shop_id: int) -> Shop:
    """Return a shop; that it is there is public.

    Raises:
        NotFound: there is none.
    """
    found = Shop.objects.select_related("producer").filter(pk=shop_id).first()
    if found is None:
        raise NotFound
    return found


def shops_of(person: Person) -> QuerySet[Shop]:
    """Return the shops that the person keeps or registers."""
    return Shop.objects.filter(_kept_by(person) | _registered_by(person)).order_by(
        "village_code", "name"
    )


def need_shops(person: Person) -> QuerySet[Shop]:
    """Return the person's shops.

    Raises:
        NotFound: they keep none and register none.
    """
    found = shops_of(person)
    if not registers(person) and not found.exists():
        raise NotFound
    return found


def runs(person: Person | None, found: Shop) -> bool:
    """Tell whether the shop is the person's: its keeper's, or the clerk's of its village."""
    return person is not None and (
        _keeps(person, found) or registers_at(person, found.village_code)
    )


def keeps(person: Person, shop_id: int) -> bool:
    """Tell whether the person keeps this shop; a clerk of its place does not."""
    return Shop.objects.filter(_kept_by(person), pk=shop_id).exists()


def _keeps(person: Person, found: Shop) -> bool:
    """Tell whether the person is the keeper, or speaks for the producer that keeps it."""
    if found.keeper_digest is not None and bytes(found.keeper_digest) == _mark(person):
        return True
    return found.producer is not None and found.producer.person_id == person.pk


def shop_for(person: Person, shop_id: int) -> Shop:
    """Return a shop that the person keeps or registers.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = shop(shop_id)
    if not runs(person, found):
        raise NotFound
    return found


def shop_to_register(person: Person, shop_id: int) -> Shop:
    """Return a shop of the clerk's places; raises `NotFound` as `shop_for`."""
    found = shop(shop_id)
    if not registers_at(person, found.village_code):
        raise NotFound
    return found


def listing_to_keep(person: Person, listing_id: int) -> Listing:
    """Return a listing of a shop that the person keeps or registers; raises `NotFound`."""
    found = Listing.objects.select_related("shop__producer").filter(pk=listing_id).first()
    if found is None or not runs(person, found.shop):
        raise NotFound
    return found


def imports_of(person: Person) -> QuerySet[ShopImport]:
    """Return the imports that the person brought in, newest first; an operator sees all.

    Raises:
        NotFound: the person registers no shops.
    """
    codes = registers(person)
    if not codes:
        raise NotFound
    found = ShopImport.objects.select_related("by").order_by("-at")
    return found if "" in codes else found.filter(by=person)


def import_for(person: Person, import_id: int) -> ShopImport:
    """Return an import; raises `NotFound` as `imports_of`, and when it is somebody else's."""
    found = imports_of(person).filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def _kept_by(person: Person) -> Q:
    own = Q(keeper_kind=KeeperKind.PERSON, keeper_digest=_mark(person))
    return own | Q(producer__person=person)


def _registered_by(person: Person) -> Q:
    ours = Q(pk__in=[])
    for code in registers(person):
        ours |= Q(village_code__startswith=code)
    return ours


def _mark(person: Person) -> bytes:
    """Return by what a keeper of this number is found: the same digest as the account's."""
    return bytes(person.mobile_digest)
