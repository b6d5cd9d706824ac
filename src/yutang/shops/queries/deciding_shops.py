"""What a table of shops would do: one row a listing, rows of one shop must agree. Never written."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from yutang.goods.rules import check_credit_code
from yutang.kernel.clock import today
from yutang.kernel.errors import Refusal
from yutang.people.rules import normal_mobile
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english
from yutang.plumbing.seal import unseal
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Row, Table, read
from yutang.plumbing.sheets.trial import Decided, Outcome, Verdict
from yutang.shops.columns import SHOPS, SHOPS_KEY
from yutang.shops.errors import ListingHalfSaid, ListingTwice, SaysOtherwise
from yutang.shops.models import Listing, Shop
from yutang.shops.queries.known import listings_named
from yutang.shops.queries.villages import Meant, place_meant, village_meant
from yutang.shops.rules.platforms import named
from yutang.shops.rules.register import (
    PERSON,
    ListingFacts,
    ShopFacts,
    checked,
    checked_listing,
)


@dataclass
class ShopSaid:
    """A shop with its listings, and the first row that says it."""

    row: int
    facts: ShopFacts
    listings: list[ListingFacts] = field(default_factory=list)
    known: Shop | None = None
    is_changed: bool = False


@dataclass
class ShopsDecided:
    """What a table of shops would do, and the shops that are new or changed."""

    outcome: Outcome
    said: list[ShopSaid] = field(default_factory=list)


def decide_shops(data: bytes, within: Collection[str]) -> ShopsDecided:
    """Decide a table of shops for a clerk of these places."""
    return _Deciding(read(data, SHOPS, SHOPS_KEY), within).decided()


class _Deciding:
    """Goes through the rows once; villages are looked up once a spelling."""

    def __init__(self, table: Table, within: Collection[str]) -> None:
        self.table, self.within = table, within
        self.villages: dict[str, Meant] = {}
        self.places: dict[str, Meant] = {}
        self.shops: dict[tuple[str, str], ShopSaid] = {}
        self.rows: dict[int, tuple[ShopSaid, ListingFacts | None]] = {}
        self.problems: list[Problem] = []

    def decided(self) -> ShopsDecided:
        for row in self.table.rows:
            try:
                self._take(row)
            except _At as at:
                self.problems.append(self.table.problem(row, at.column, at.why))
        self._compare()
        listed = [
            Decided(number, *self._verdict(shop, listing))
            for number, (shop, listing) in self.rows.items()
        ]
        return ShopsDecided(
            Outcome.of(self.table, listed, self.problems),
            [shop for shop in self._good() if shop.is_changed],
        )

    def _good(self) -> list[ShopSaid]:
        """Return the shops of rows without problems, with the listings of those rows only."""
        bad = {problem.row for problem in self.problems}
        good: dict[int, ShopSaid] = {}
        for number, (shop, listing) in self.rows.items():
            if number in bad:
                continue
            if shop.row not in good:
                shop.listings = []
                good[shop.row] = shop
            if listing is not None:
                shop.listings.append(listing)
        return list(good.values())

    def _take(self, row: Row) -> None:
        facts = self._facts(row)
        listing = _listing(row)
        had = self.shops.get((facts.village_code, facts.name))
        if had is not None and had.facts != facts:
            raise _At(_difference(had.facts, facts), SaysOtherwise(row=had.row))
        shop = had or ShopSaid(row.number, facts)
        self.shops[facts.village_code, facts.name] = shop
        if listing is not None:
            shop.listings.append(listing)
        self.rows[row.number] = (shop, listing)

    def _facts(self, row: Row) -> ShopFacts:
        village = self._village(row)
        run_at = ""
        if row["run_at"] and row["kind"] != "in_village":
            text = row["run_at"]
            meant = self.places.setdefault(text, place_meant(text))
            if meant.refusal is not None:
                raise _At("run_at", meant.refusal)
            run_at = meant.code
        try:
            return checked(
                ShopFacts(
                    kind=row["kind"],
                    name=row["name"],
                    village_code=village,
                    run_at_code=run_at,
                    keeper_kind=row["keeper_kind"],
                    keeper=row["keeper"],
                    mobile=_mobile(row),
                    credit_code=_credit_code(row),
                    own_grown=row["own_grown"] == "yes",
                    opened_on=row["opened_on"],
                    closed_on=row["closed_on"],
                ),
                today(),
            )
        except _At:
            raise
        except Refusal as why:
            raise _At(getattr(why, "field", "name"), why) from why

    def _village(self, row: Row) -> str:
        text = row["village"]
        if text not in self.villages:
            self.villages[text] = village_meant(text, self.within)
        meant = self.villages[text]
        if meant.refusal is not None:
            raise _At("village", meant.refusal)
        if meant.note is not None:
            note = self.table.problem(row, "village", meant.note)
            self.table.notes.append(Problem(**{**vars(note), "is_note": True}))
        return meant.code

    def _compare(self) -> None:
        """Find the shops and listings that are known already."""
        villages = {village for village, _name in self.shops}
        known = {
            (each.village_code, each.name): each
            for each in Shop.objects.filter(village_code__in=villages)
        }
        pairs = {
            (each.platform, each.number) for shop in self.shops.values() for each in shop.listings
        }
        self.listings = listings_named(pairs)
        for key, shop in self.shops.items():
            shop.known = known.get(key)
            shop.is_changed = shop.known is None or bool(differences(shop.known, shop.facts))
        for number, (shop, listing) in self.rows.items():
            had = self.listings.get((listing.platform, listing.number)) if listing else None
            if had is not None and had.shop_id != (shop.known.pk if shop.known else None):
                row = next(each for each in self.table.rows if each.number == number)
                why = ListingTwice(shop=had.shop.name)
                self.problems.append(self.table.problem(row, "number", why))
            elif listing is not None and _moves(had, listing):
                shop.is_changed = True

    def _verdict(self, shop: ShopSaid, listing: ListingFacts | None) -> tuple[Verdict, str, str]:
        code = shop.facts.village_code
        about = f"{shop.facts.name} · {places.names([code])[code]}"
        if listing is not None:
            about += f" · {named(listing.platform, english=reads_english())} {listing.number}"
        if shop.known is None:
            return Verdict.NEW, about, ""
        changed = differences(shop.known, shop.facts)
        had = self.listings.get((listing.platform, listing.number)) if listing else None
        if listing is not None and had is None:
            return Verdict.NEW, about, ""
        if changed or (listing is not None and _moves(had, listing)):
            return Verdict.CHANGED, about, "、".join(changed)
        return Verdict.SAME, about, ""


class _At(Exception):  # noqa: N818 - where a refusal stands
    """A refusal and the column that it is about."""

    def __init__(self, column: str, why: Refusal) -> None:
        super().__init__(column)
        self.column, self.why = column, why


def differences(shop: Shop, facts: ShopFacts) -> list[str]:
    """Return what facts say otherwise than a shop, as headings of the table.

    What facts leave empty is not asked for: a table without numbers takes none away.
    """
    heading = {each.name: each.en if reads_english() else each.zh for each in SHOPS}
    opened_name = unseal(shop.keeper_sealed) if shop.keeper_sealed else shop.keeper_name
    mobile = unseal(shop.phone_sealed) if shop.phone_sealed else ""
    pairs: dict[str, tuple[Any, Any]] = {
        "kind": (shop.kind, facts.kind),
        "run_at": (shop.run_at_code, facts.run_at_code),
        "keeper_kind": (shop.keeper_kind, facts.keeper_kind),
        "keeper": (opened_name, facts.keeper),
        "mobile": (mobile, facts.mobile or mobile),
        "credit_code": (shop.credit_code, facts.credit_code or shop.credit_code),
        "own_grown": (shop.own_grown, facts.own_grown),
        "opened_on": (shop.opened_on, facts.opened_on),
        "closed_on": (shop.closed_on, facts.closed_on),
    }
    return [heading[name] for name, (was, said) in pairs.items() if was != said]


def _difference(first: ShopFacts, second: ShopFacts) -> str:
    """Return the column in which two rows of a shop disagree."""
    fields = {"village_code": "village", "run_at_code": "run_at"}
    differing = (key for key, value in vars(first).items() if vars(second)[key] != value)
    name = next(differing, "name")
    return fields.get(name, name)


def _listing(row: Row) -> ListingFacts | None:
    if not row["platform"] and not row["number"]:
        return None
    if not row["platform"] or not row["number"]:
        raise _At("number" if row["platform"] else "platform", ListingHalfSaid())
    try:
        return checked_listing(
            ListingFacts(
                platform=row["platform"],
                number=row["number"],
                opened_on=row["opened_on"],
                closed_on=row["closed_on"],
            ),
            today(),
        )
    except Refusal as why:
        raise _At(getattr(why, "field", "number"), why) from why


def _mobile(row: Row) -> str:
    try:
        return normal_mobile(row["mobile"]) if row["mobile"] else ""
    except Refusal as why:
        raise _At("mobile", why) from why


def _credit_code(row: Row) -> str:
    if row["keeper_kind"] == PERSON:
        return ""
    try:
        return check_credit_code(row["credit_code"] or "", row["keeper_kind"])
    except Refusal as why:
        raise _At("credit_code", why) from why


def _moves(had: Listing | None, listing: ListingFacts) -> bool:
    return had is None or (had.opened_on, had.closed_on) != (listing.opened_on, listing.closed_on)
