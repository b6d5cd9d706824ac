"""What villages sold: totals for the whole country in one stream, and the rows behind a total."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, LiteralString, NamedTuple

from django.db import connection, transaction

from yutang.plumbing import statements
from yutang.shops.models import Shop, ShopMonth
from yutang.shops.rules.counting import RULE_2022, CountingRule, Period, back, recent_from

_FETCHED_AT_ONCE = 10_000
_WORK_MEM = "96MB"
"""For the adding up of ten million months; what does not fit is written aside by the database."""


class VillageTotal(NamedTuple):
    """A village's shops in a period. Sales less refunds, in fen."""

    code: str
    sales_fen: int
    shops: int
    """Open at some time of the period."""
    active_shops: int
    orders: int


class MonthTotal(NamedTuple):
    """A place's month; shops and active shops are those at its end."""

    month: date
    sales_fen: int
    orders: int
    shops: int
    active_shops: int


class MonthRow(NamedTuple):
    """One listing's month, as it is known now. Money in fen."""

    month: date
    platform: str
    number: str
    orders: int
    units: int
    sales_fen: int
    refunds_fen: int
    source: str


@dataclass(frozen=True)
class ShopRow:
    """A shop with its months in a period: the rows behind a village's total."""

    shop_id: int
    name: str
    kind: str
    opened_on: date
    closed_on: date | None
    months: tuple[MonthRow, ...]

    @property
    def orders(self) -> int:
        return sum(each.orders for each in self.months)

    @property
    def sales_fen(self) -> int:
        """Sales less refunds."""
        return sum(each.sales_fen - each.refunds_fen for each in self.months)


def village_totals(
    period: Period, rule: CountingRule = RULE_2022, under: str = ""
) -> Iterator[VillageTotal]:
    """Yield every village that has shops in the period, in code order.

    `under`: code of a place; "" is the whole country. Rows are fetched some thousands at a time,
    so neither side holds them all; the transaction stays open until the last is taken.
    """
    asked = totals_asked(period, rule) | {"under": under}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"set local work_mem = '{_WORK_MEM}'")
            cursor.execute("set local jit = off")
        with connection.chunked_cursor() as cursor:
            cursor.execute(totals_statement("under" if under else "all"), asked)
            while rows := cursor.fetchmany(_FETCHED_AT_ONCE):
                yield from map(VillageTotal._make, rows)


def totals_statement(which: Literal["all", "under", "codes"]) -> LiteralString:
    """Return the statement of totals: of the whole country, of a place, or of villages by code."""
    villages: dict[str, LiteralString] = {
        "all": "true",
        "under": "s.village_code like %(under)s || '%%'",
        "codes": "s.village_code = any(%(codes)s)",
    }
    within = "" if which == "all" else statements.load("shops", "listings_within")
    text = statements.load("shops", "village_totals").replace("{within}", within)
    return text.replace("{villages}", villages[which])


def totals_asked(period: Period, rule: CountingRule) -> dict[str, Any]:
    """Return what that statement is asked with."""
    return {
        "first": period.first,
        "last": period.last,
        "ends_on": period.ends_on,
        "recent_from": recent_from(period, rule),
        "any": rule.active == "any",
        "open_days": rule.open_days,
        "recent_months": rule.recent_months,
        "orders_a_month": rule.orders_a_month,
    }


def rows(code: str, period: Period) -> list[ShopRow]:
    """Return the shops of a place with their months in the period, by name: the rows behind its
    total. For a village or a town; two queries.
    """
    shops = Shop.objects.filter(village_code__startswith=code, opened_on__lte=period.ends_on)
    months: dict[int, list[MonthRow]] = {}
    found = ShopMonth.objects.filter(
        listing__shop__village_code__startswith=code, month__range=tuple(period)
    )
    fields = ("month", "listing__platform", "listing__number", "orders", "units")
    for shop_id, *row in found.order_by("month", "listing__platform").values_list(
        "listing__shop_id", *fields, "sales_fen", "refunds_fen", "source"
    ):
        months.setdefault(shop_id, []).append(MonthRow(*row))
    return [
        ShopRow(
            each.pk,
            each.name,
            each.kind,
            each.opened_on,
            each.closed_on,
            tuple(months.get(each.pk, ())),
        )
        for each in shops.order_by("village_code", "name")
        if each.pk in months or each.closed_on is None or each.closed_on >= period.first
    ]


def history(
    code: str, months: int, until: date, rule: CountingRule = RULE_2022
) -> list[MonthTotal]:
    """Return the so many months up to `until` (a first day) of a village or a town, oldest first.

    Active shops are those that are so at the month's end by the rule for recent months: with
    this series one sees how fast a near miss comes closer.
    """
    first = back(until, months - 1)
    asked: dict[str, Any] = {
        "under": code,
        "first": first,
        "last": until,
        "recent_from": back(first, rule.recent_months - 1),
        "open_days": rule.open_days,
        "recent_months": rule.recent_months,
        "orders_a_month": rule.orders_a_month,
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.load("shops", "history"), asked)
        return [MonthTotal(*row) for row in cursor.fetchall()]
