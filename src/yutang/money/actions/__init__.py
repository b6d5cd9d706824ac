"""Writes of the money room: one verb, one transaction; every verb may be repeated.

`paying` for orders, `attempts` and `arrivals` for money from afar, `refunds` for what goes back,
`notifications` and `bills` for what providers say, `bank` and `mismatches` for what clerks do;
`books` tells the ledger.
"""

from yutang.money.actions.attempts import Device, ask_now, look_after, open_of, show
from yutang.money.actions.bank import confirm_transfer
from yutang.money.actions.bills import compare_bill, compare_bills
from yutang.money.actions.mismatches import settle
from yutang.money.actions.notifications import hear
from yutang.money.actions.paying import (
    cancel,
    check_out,
    collect,
    methods_for,
    pay,
    payment_of,
    start,
)
from yutang.money.actions.refunds import paid_back, refund, retry, send_refunds

__all__ = [
    "Device",
    "ask_now",
    "cancel",
    "check_out",
    "collect",
    "compare_bill",
    "compare_bills",
    "confirm_transfer",
    "hear",
    "look_after",
    "methods_for",
    "open_of",
    "paid_back",
    "pay",
    "payment_of",
    "refund",
    "retry",
    "send_refunds",
    "settle",
    "show",
    "start",
]
