"""Writes of the live room: one verb, one transaction; the bus tells the gates after the commit.

Who may do it is asked in `access` before; `by` is kept with what was done. Each file writes on one
thing; all of them lock the sale first (`locks.py`).
"""

from yutang.live.actions.chat import hide_message, mute, unmute
from yutang.live.actions.lineups import (
    add_units,
    close_lot,
    move_in_lineup,
    open_lot,
    pin,
    put_in_lineup,
    remove_from_lineup,
    unpin,
)
from yutang.live.actions.sales import (
    Plan,
    add_helper,
    change_state,
    edit_sale,
    end_sale,
    plan_sale,
    remove_helper,
)
from yutang.live.actions.terms import Terms, add_coupons, cap_sale, end_coupons, set_terms

__all__ = [
    "Plan",
    "Terms",
    "add_coupons",
    "add_helper",
    "add_units",
    "cap_sale",
    "change_state",
    "close_lot",
    "edit_sale",
    "end_coupons",
    "end_sale",
    "hide_message",
    "move_in_lineup",
    "mute",
    "open_lot",
    "pin",
    "plan_sale",
    "put_in_lineup",
    "remove_from_lineup",
    "remove_helper",
    "set_terms",
    "unmute",
    "unpin",
]
