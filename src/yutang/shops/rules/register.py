"""What must be said of a shop, and what of its keeper may be shown."""

from dataclasses import dataclass, replace
from datetime import date

from yutang.kernel.text import one_line
from yutang.shops.errors import (
    BadListing,
    BadShop,
    ClosedBeforeOpened,
    KeeperNeeded,
    OpensAhead,
    TypedHere,
)
from yutang.shops.rules.platforms import OWN, PLATFORMS

NAME_LETTERS_MOST = 60
KEEPER_LETTERS_MOST = 80
NUMBER_LETTERS_MOST = 60
PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class ShopFacts:
    """What is written down about a shop. `keeper` is the name of a person, firm or co-op.

    `run_at_code` empty: in the home village. `mobile` empty: none is known, or it stays as it is.
    """

    kind: str
    name: str
    village_code: str
    keeper_kind: str
    keeper: str
    opened_on: date
    run_at_code: str = ""
    mobile: str = ""
    credit_code: str = ""
    own_grown: bool = False
    closed_on: date | None = None
    producer_id: int | None = None
    is_demo: bool = False


@dataclass(frozen=True, kw_only=True)
class ListingFacts:
    """Where a shop is listed, under its name or number there."""

    platform: str
    number: str
    opened_on: date
    closed_on: date | None = None


def checked(facts: ShopFacts, today: date, *, keeper_known: bool = False) -> ShopFacts:
    """Return the facts in their kept spelling. `keeper_known`: an empty name keeps the old one.

    Raises:
        BadShop, KeeperNeeded, OpensAhead, ClosedBeforeOpened
    """
    kept = replace(facts, name=one_line(facts.name), keeper=one_line(facts.keeper))
    if kept.kind not in {"in_village", "in_town"} or not 0 < len(kept.name) <= NAME_LETTERS_MOST:
        raise BadShop
    if kept.keeper_kind not in {PERSON, "coop", "firm"} or len(kept.keeper) > KEEPER_LETTERS_MOST:
        raise BadShop
    if not kept.keeper and not keeper_known:
        raise KeeperNeeded
    _check_days(kept.opened_on, kept.closed_on, today)
    at = kept.run_at_code or kept.village_code
    return replace(kept, run_at_code=kept.village_code if kept.kind == "in_village" else at)


def checked_listing(facts: ListingFacts, today: date) -> ListingFacts:
    """Return the facts in their kept spelling.

    Raises:
        BadListing, TypedHere, OpensAhead, ClosedBeforeOpened
    """
    kept = replace(facts, number=one_line(facts.number))
    if kept.platform == OWN:
        raise TypedHere
    known = {each.id for each in PLATFORMS}
    if kept.platform not in known or not 0 < len(kept.number) <= NUMBER_LETTERS_MOST:
        raise BadListing
    _check_days(kept.opened_on, kept.closed_on, today)
    return kept


def masked(name: str) -> str:
    """Return a person's name as others see it: the first letter only."""
    return f"{name[:1]}**"


def _check_days(opened_on: date, closed_on: date | None, today: date) -> None:
    if opened_on > today:
        raise OpensAhead
    if closed_on is not None and closed_on < opened_on:
        raise ClosedBeforeOpened
