"""Invented shops, months and sold lines by the thousand and the million, for the demo and the
bench: copied in, past every check of the actions.

What is copied is invented: the shops are marked as demo, and no person stands behind them.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from yutang.kernel.clock import now, wall
from yutang.plumbing import statements
from yutang.shops.actions import tallying
from yutang.shops.models import KeeperKind, Origin, ShopKind


class MadeShop(NamedTuple):
    """An invented shop with one listing; `number` is its number, and its listing's."""

    number: int
    village_code: str
    opened_on: date
    closed_on: date | None = None
    name: str = ""
    run_at_code: str = ""
    """Empty: in the village."""
    platform: str = "taobao"


class MadeMonth(NamedTuple):
    """An invented month of such a shop. Money in fen."""

    shop: int
    month: date
    orders: int
    sales_fen: int
    refunds_fen: int = 0


class MadeLine(NamedTuple):
    """An invented line of an order that has no other; `order` differs within the shop."""

    shop: int
    order: int
    good: str
    product_id: int | None
    origin_code: str
    sold_at: datetime
    units: int
    grams: int
    amount_fen: int
    refunded_fen: int
    to_province: str
    buyer: int


_SHOPS = (
    "copy shops_shop (id, kind, name, village_code, run_at_code, keeper_kind, keeper_name,"
    " credit_code, keeper_masked, phone_tail, own_grown, opened_on, closed_on, is_demo, made_at)"
    " from stdin"
)
_LISTINGS = "copy shops_listing (id, shop_id, platform, number, opened_on) from stdin"
_MONTHS = (
    "copy shops_shopmonth (listing_id, month, orders, units, sales_fen, refunds_fen, source,"
    " modified_at, imported_at) from stdin"
)
_LINES = (
    "copy shops_soldline (listing_id, number_digest, line_digest, product_id, good, origin_code,"
    " sold_at, modified_at, units, grams, amount_fen, refunded_fen, to_province, buyer, written_at)"
    " from stdin"
)
_ORDERS = (
    "copy shops_platformorder (listing_id, number_digest, month, units, paid_fen, refunded_fen,"
    " modified_at, from_lines) from stdin"
)


def copy_shops(shops: Iterable[MadeShop], first_id: int = 1_000_000_000) -> None:
    """Copy invented firms' shops in; the ids of shop and listing are `first_id` + number."""
    at = now()
    kept = list(shops)
    with transaction.atomic():
        _copy(
            _SHOPS,
            (
                (
                    first_id + each.number,
                    ShopKind.IN_TOWN if each.run_at_code else ShopKind.IN_VILLAGE,
                    each.name or f"演示店{each.number}",
                    each.village_code,
                    each.run_at_code or each.village_code,
                    KeeperKind.FIRM,
                    f"演示店主{each.number}",
                    "",
                    "",
                    "",
                    False,
                    each.opened_on,
                    each.closed_on,
                    True,
                    at,
                )
                for each in kept
            ),
        )
        _copy(
            _LISTINGS,
            (
                (
                    first_id + each.number,
                    first_id + each.number,
                    each.platform,
                    f"demo-{first_id + each.number}",
                    each.opened_on,
                )
                for each in kept
            ),
        )


def copy_months(months: Iterable[MadeMonth], first_id: int = 1_000_000_000) -> None:
    """Copy months of such shops in, in one transaction; a million at once is a good size.

    The tallies of places follow with `actions.tally_year`, or with `tally_demo`.
    """
    at = now()
    with transaction.atomic():
        _copy(
            _MONTHS,
            (
                (
                    first_id + shop,
                    month,
                    orders,
                    orders,
                    sales_fen,
                    refunds_fen,
                    Origin.FILE,
                    at,
                    at,
                )
                for shop, month, orders, sales_fen, refunds_fen in months
            ),
        )


def copy_lines(lines: Iterable[MadeLine], first_id: int = 1_000_000_000) -> None:
    """Copy what such shops sold, with the orders and months that it adds up to.

    Nothing of these listings' months may be there. Tallies follow as with `copy_months`.
    """
    at, kept = now(), list(lines)
    marks = [f"{each.shop}:{each.order}".encode() for each in kept]
    months = [wall(each.sold_at).date().replace(day=1) for each in kept]
    with transaction.atomic():
        _copy(
            _LINES,
            (
                (
                    first_id + each.shop,
                    mark,
                    mark,
                    *(each.product_id, each.good, each.origin_code, each.sold_at, each.sold_at),
                    *(each.units, each.grams, each.amount_fen, each.refunded_fen),
                    *(each.to_province, each.buyer, at),
                )
                for each, mark in zip(kept, marks, strict=True)
            ),
        )
        _copy(
            _ORDERS,
            (
                (
                    first_id + each.shop,
                    mark,
                    month,
                    *(each.units, each.amount_fen, each.refunded_fen, each.sold_at, True),
                )
                for each, mark, month in zip(kept, marks, months, strict=True)
            ),
        )
        with connection.cursor() as cursor:
            cursor.execute(
                statements.load("shops", "months_of_lines"),
                {"listings": sorted({first_id + each.shop for each in kept}), "at": at},
            )


def tally_demo(codes: Iterable[str], years: Iterable[int]) -> None:
    """Bring the tallies of these villages up to date after months were copied in."""
    with transaction.atomic():
        tallying.alone()
        tallying.tally_villages(list(codes), list(years))


def _copy(statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row([str(each) if isinstance(each, str) else each for each in row])
