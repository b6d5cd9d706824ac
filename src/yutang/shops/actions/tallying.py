"""Tallies: shops and sales of every place by year, kept in the transaction of what they count."""

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from yutang.kernel.clock import today
from yutang.plumbing import statements
from yutang.shops.models import Tally
from yutang.shops.queries.counts import totals_asked, totals_statement
from yutang.shops.rules.counting import RULE_2022, back, period_of_year

FIRST_YEAR = 2009
"""The year of the first Taobao villages: nobody counts earlier ones."""
_LOCK = 1818584171


def alone() -> None:
    """Let only one transaction at a time write months and tallies; it waits for the other.

    Two that write months of one village side by side would each add what both have.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def counted_until(year: int, day: date) -> date:
    """Return the last month that a year's tally looks at: December, or the last that is over."""
    last = back(day.replace(day=1), 1)
    return max(date(year, 1, 1), min(date(year, 12, 1), last))


def tally_villages(codes: Collection[str], years: Collection[int]) -> None:
    """Bring these villages' tallies up to date, and those of the places above them.

    Part of the caller's transaction, which holds `alone`.
    """
    this = today()
    for year in sorted(set(years)):
        if codes and FIRST_YEAR <= year <= this.year:
            _count("tally_villages", year, this, sorted(set(codes)))


def tally_year(year: int) -> None:
    """Count a year's tallies anew for the whole country: each month, and after a bulk load."""
    with transaction.atomic():
        alone()
        Tally.objects.filter(year=year).delete()
        with connection.cursor() as cursor:
            cursor.execute("set local work_mem = '96MB'")
            cursor.execute("set local jit = off")
        _count("tally_all", year, today(), [])


def _count(statement: str, year: int, day: date, codes: list[str]) -> None:
    period = period_of_year(year, counted_until(year, day))
    asked = totals_asked(period, RULE_2022) | {"year": year, "codes": codes}
    totals = totals_statement("codes" if codes else "all")
    text = statements.load("shops", statement).replace("{totals}", totals)
    with connection.cursor() as cursor:
        cursor.execute(text, asked)
