"""Writes of the parcels room: one verb, one transaction; asked twice, a step is made once.

`packing` is what the sender does, `telling` what is said of a parcel, `following` what carriers do
and say. Rows are locked in one order: the lot's, the order's, then the parcel's.
"""

from yutang.parcels.actions.following import (
    ask_due,
    cancel_waybill,
    order_waybill,
    take_push,
)
from yutang.parcels.actions.packing import pack, put_batch, send, send_lines
from yutang.parcels.actions.telling import bring_to_station, say, tell

__all__ = [
    "ask_due",
    "bring_to_station",
    "cancel_waybill",
    "order_waybill",
    "pack",
    "put_batch",
    "say",
    "send",
    "send_lines",
    "take_push",
    "tell",
]
