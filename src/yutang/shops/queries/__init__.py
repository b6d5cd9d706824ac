"""Reads of the shops room."""

from yutang.shops.queries.counts import (
    MonthRow,
    MonthTotal,
    ShopRow,
    VillageTotal,
    history,
    rows,
    village_totals,
)

__all__ = [
    "MonthRow",
    "MonthTotal",
    "ShopRow",
    "VillageTotal",
    "history",
    "rows",
    "village_totals",
]
