"""Markets: who publishes prices, where, and under which terms."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from yutang.people.access import Person
from yutang.prices import access
from yutang.prices.errors import MarketThere
from yutang.prices.models import Market


@dataclass(frozen=True)
class MarketFacts:
    """What is written down about a market."""

    name: str
    source: str
    terms: str
    place_code: str = ""
    source_url: str = ""
    is_demo: bool = False


def add_market(facts: MarketFacts, by: Person | None) -> Market:
    """Register a market; its lists are brought in by the clerks of the person's place.

    Raises:
        MarketThere: one of this name is there.
        NotFound: the person keeps no prices.
    """
    keeper = "" if by is None else access.places_of(access.need_keeper(by))[0]
    return _saved(Market(keeper_code=keeper, by=by), facts)


def edit_market(market_id: int, facts: MarketFacts, by: Person) -> Market:
    """Correct what is written down about a market.

    Raises:
        MarketThere, NotFound
    """
    return _saved(access.market_for(by, market_id), facts)


def _saved(market: Market, facts: MarketFacts) -> Market:
    market.name, market.place_code = facts.name, facts.place_code
    market.source, market.source_url = facts.source, facts.source_url
    market.terms, market.is_demo = facts.terms, facts.is_demo or market.is_demo
    try:
        with transaction.atomic():
            market.save()
    except IntegrityError as error:
        raise MarketThere from error
    return market
