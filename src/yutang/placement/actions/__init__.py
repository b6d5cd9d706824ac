"""Writes of the placement room: one verb, one transaction; asked twice, a step is made once.

`offering` drafts, the check, the board; `applying` applications and what is said to them;
`placing` beginnings of work and follow-ups. Lock order: the offer's row, then the application's.
"""

from yutang.placement.actions.applying import apply, decide, open_contact, withdraw
from yutang.placement.actions.offering import (
    check,
    close,
    offer_contact,
    send,
    take_back,
    write,
    write_new,
)
from yutang.placement.actions.placing import end_placement, follow_up, place

__all__ = [
    "apply",
    "check",
    "close",
    "decide",
    "end_placement",
    "follow_up",
    "offer_contact",
    "open_contact",
    "place",
    "send",
    "take_back",
    "withdraw",
    "write",
    "write_new",
]
