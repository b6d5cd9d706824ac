"""Writes of the trade room, for pages and the rooms above: one verb, one transaction.

Each file writes on one thing; all of them lock the lot's row first. What comes in hauls is in
`hauls`.
"""

from yutang.trade.actions.caps import set_cap
from yutang.trade.actions.lines import leave_line
from yutang.trade.actions.lots import (
    add_units,
    close_lot,
    end_selling,
    make_lot,
    open_lot,
    withdraw_units,
)
from yutang.trade.actions.orders import (
    cancel,
    close,
    give_contact,
    mark_confirmed,
    mark_paid,
    receive,
    ship,
    wait_until,
)
from yutang.trade.actions.terms import (
    add_coupons,
    change_terms,
    end_coupons,
    plan_waves,
    start_waves,
)
from yutang.trade.rules.contact import Contact

__all__ = [
    "Contact",
    "add_coupons",
    "add_units",
    "cancel",
    "change_terms",
    "close",
    "close_lot",
    "end_coupons",
    "end_selling",
    "give_contact",
    "leave_line",
    "make_lot",
    "mark_confirmed",
    "mark_paid",
    "open_lot",
    "plan_waves",
    "receive",
    "set_cap",
    "ship",
    "start_waves",
    "wait_until",
    "withdraw_units",
]
