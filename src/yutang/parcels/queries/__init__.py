"""Reads of the parcels room: where parcels stand (`standing`), who has a batch (`recall`)."""

from yutang.parcels.queries.recall import Holder, Recall, recall, recall_family
from yutang.parcels.queries.standing import (
    EventView,
    PackLine,
    ParcelView,
    carrier_name,
    orders_numbered,
    origin_of,
    pack_lines,
    parcel_of,
    parcels_for_station,
    parcels_of,
    quiet_ones,
    story_of,
)

__all__ = [
    "EventView",
    "Holder",
    "PackLine",
    "ParcelView",
    "Recall",
    "carrier_name",
    "orders_numbered",
    "origin_of",
    "pack_lines",
    "parcel_of",
    "parcels_for_station",
    "parcels_of",
    "quiet_ones",
    "recall",
    "recall_family",
    "story_of",
]
