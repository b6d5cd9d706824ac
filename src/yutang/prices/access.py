"""Doors of the prices room: prices are public; clerks bring lists in and decide what names mean."""

from django.db.models import QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.prices.models import (
    GoodName,
    Market,
    PriceAlert,
    PriceImport,
    Quote,
    QuotedGood,
    QuoteState,
)

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Market",
    "PriceAlert",
    "PriceImport",
    "QuotedGood",
    "alert_for",
    "alerts_of",
    "good",
    "held_for",
    "held_of",
    "import_for",
    "imports_of",
    "keeps_prices",
    "market_for",
    "markets_of",
    "name_for",
    "need_keeper",
    "places_of",
]


def places_of(person: Person | None) -> tuple[str, ...]:
    """Return the places whose clerk the person is; ``""`` is all."""
    return people.places_of(person, "clerk")


def keeps_prices(person: Person | None) -> bool:
    """Tell whether the person brings lists in and decides what names mean: any clerk does."""
    return bool(places_of(person))


def need_keeper(person: Person) -> Person:
    """Return the person.

    Raises:
        NotFound: they keep no prices.
    """
    if not keeps_prices(person):
        raise NotFound
    return person


def good(good_id: int) -> QuotedGood:
    """Return a quoted good; they are public.

    Raises:
        NotFound: there is none.
    """
    found = QuotedGood.objects.filter(pk=good_id).first()
    if found is None:
        raise NotFound
    return found


def markets_of(person: Person) -> QuerySet[Market]:
    """Return the markets whose lists the person brings in, by name."""
    held = places_of(person)
    if "" in held:
        return Market.objects.order_by("name")
    kept = Market.objects.none()
    for code in held:
        kept = kept | Market.objects.filter(keeper_code__startswith=code)
    return kept.order_by("name")


def market_for(person: Person, market_id: int) -> Market:
    """Return a market whose lists the person brings in.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = markets_of(person).filter(pk=market_id).first()
    if found is None:
        raise NotFound
    return found


def imports_of(person: Person) -> QuerySet[PriceImport]:
    """Return the lists that were brought in, the latest first; for whoever keeps prices."""
    need_keeper(person)
    return PriceImport.objects.select_related("market", "by").order_by("-at", "-pk")


def import_for(person: Person, import_id: int) -> PriceImport:
    """Return a list that was brought in.

    Raises:
        NotFound: there is none, or the person keeps no prices.
    """
    found = imports_of(person).filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def name_for(person: Person, name_id: int) -> GoodName:
    """Return a name, to say what it means.

    Raises:
        NotFound: there is none, or the person keeps no prices.
    """
    need_keeper(person)
    found = GoodName.objects.select_related("good").filter(pk=name_id).first()
    if found is None:
        raise NotFound
    return found


def held_of(person: Person) -> QuerySet[Quote]:
    """Return the quotes that wait for somebody to confirm them, of the person's markets."""
    return (
        Quote.objects.filter(state=QuoteState.HELD, market__in=markets_of(need_keeper(person)))
        .select_related("market", "name", "name__good")
        .order_by("market_id", "name_id", "day")
    )


def held_for(person: Person, quote_id: int) -> Quote:
    """Return a quote of the person's markets that was held back, decided or not.

    Raises:
        NotFound: there is none, or its market is not theirs.
    """
    markets = markets_of(need_keeper(person))
    found = (
        Quote.objects.filter(pk=quote_id, market__in=markets)
        .exclude(state=QuoteState.STANDS)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def alerts_of(person: Person) -> QuerySet[PriceAlert]:
    """Return the alerts of the person's places that have not ended, those not dismissed first."""
    found = PriceAlert.objects.filter(ended_at=None).select_related("product", "good")
    held = places_of(need_keeper(person))
    if "" not in held:
        theirs = PriceAlert.objects.none()
        for code in held:
            theirs = theirs | found.filter(product__origin_code__startswith=code)
        found = theirs
    return found.order_by("dismissed_at", "share", "pk")


def alert_for(person: Person, alert_id: int) -> PriceAlert:
    """Return an alert of the person's places.

    Raises:
        NotFound: there is none, it ended, or it is not theirs.
    """
    found = alerts_of(person).filter(pk=alert_id).first()
    if found is None:
        raise NotFound
    return found
