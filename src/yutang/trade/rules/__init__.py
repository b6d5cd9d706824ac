"""What the trade room decides: functions of plain values, without tables, clock or network.

Each file decides on one thing: who gets units (`deciding`, `desk`, over `facts`), an order's steps
and a lot's terms (`stock`), who receives a parcel (`contact`, `household`), codes (`coupons`), the
worth of a place in line (`prospects`).
"""

from yutang.trade.rules.deciding import QUANTITY_MAX, check_quantity, decide
from yutang.trade.rules.facts import (
    Answer,
    CapFacts,
    CapKind,
    CouponFacts,
    Decision,
    Facts,
    Kept,
    LotFacts,
    Wish,
)

__all__ = [
    "QUANTITY_MAX",
    "Answer",
    "CapFacts",
    "CapKind",
    "CouponFacts",
    "Decision",
    "Facts",
    "Kept",
    "LotFacts",
    "Wish",
    "check_quantity",
    "decide",
]
