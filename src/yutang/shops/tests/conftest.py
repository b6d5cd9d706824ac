"""Shops for the tests, made through real actions."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.cast import VILLAGE

if TYPE_CHECKING:
    from yutang.people.models import Person
    from yutang.shops.models import Listing, Shop

ShopOf = Callable[..., "Shop"]
ListingOf = Callable[..., "Listing"]
Merged = Callable[..., dict[str, int]]


@pytest.fixture
def shop_of(land: None, clerk: "Person") -> ShopOf:
    """Return a function that registers a shop: ``shop_of(name, **facts)``."""

    def made(name: str, **said: Any) -> "Shop":
        from yutang.shops import actions
        from yutang.shops.rules.register import ShopFacts

        facts: dict[str, Any] = {
            "kind": "in_village",
            "village_code": VILLAGE,
            "keeper_kind": "person",
            "keeper": "王大娘",
            "opened_on": date(2018, 1, 10),
        }
        return actions.register(ShopFacts(name=name, **(facts | said)), clerk)

    return made


@pytest.fixture
def listing_of(shop_of: ShopOf, clerk: "Person") -> ListingOf:
    """Return a function that registers a shop with a listing: ``listing_of(number, **facts)``."""

    def made(number: str, platform: str = "taobao", **said: Any) -> "Listing":
        from yutang.shops import actions
        from yutang.shops.rules.register import ListingFacts

        shop = shop_of(f"店{number}", **said)
        facts = ListingFacts(platform=platform, number=number, opened_on=shop.opened_on)
        return actions.list_shop(shop.pk, facts, clerk)

    return made


@pytest.fixture
def merged(db: None) -> Merged:
    """Return a function that merges ``(listing, month, orders, sales_fen)`` rows, as a file would.

    ``merged(rows, modified_at, **whence) -> outcomes by their number``.
    """

    def put(
        rows: list[tuple[int, date, int, int]], modified_at: datetime, **whence: Any
    ) -> dict[str, int]:
        from django.db import transaction

        from yutang.shops.actions.merging import Whence, merge
        from yutang.shops.models import Origin
        from yutang.shops.rules.merging import Figures, Said

        said = [
            Said(listing, month, Figures(orders, orders, sales_fen, 0), modified_at)
            for listing, month, orders, sales_fen in rows
        ]
        with transaction.atomic():
            done = merge(said, Whence(Origin.FILE, modified_at, **whence))
        return {str(kind): number for kind, number in done.items()}

    return put
