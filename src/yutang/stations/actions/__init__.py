"""Writes of the stations room: one verb, one transaction; asked twice, a step is made once.

`registering` stations, `handing` parcels over, `selling` from the shelf. Rows are locked in one
order: a pickup's, then the lot's, the order's, the parcel's.
"""

from yutang.stations.actions.handing import arrive, direct, hand_over
from yutang.stations.actions.registering import close, edit, register
from yutang.stations.actions.selling import put_on_shelf, sell, take_back

__all__ = [
    "arrive",
    "close",
    "direct",
    "edit",
    "hand_over",
    "put_on_shelf",
    "register",
    "sell",
    "take_back",
]
