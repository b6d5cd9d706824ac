"""Carriers behind one protocol (`protocol.py`): which services this installation has set up.

What is configured is offered (`plumbing/couriers.py`); a parcel whose carrier has no service of
ours is followed by hand.
"""

from yutang.parcels.carriers.kuaidi100 import Kuaidi100
from yutang.parcels.carriers.protocol import Carrier, Pusher, Tracker
from yutang.parcels.carriers.sf import Sf
from yutang.parcels.rules import CARRIERS
from yutang.plumbing.config import Config


def tracker_of(carrier: str) -> Tracker | None:
    """Return who can be asked about this carrier's parcels: its own service, else 快递100."""
    own = carrier_of(carrier)
    if own is not None:
        return own
    return pusher() if carrier in CARRIERS and CARRIERS[carrier][2] else None


def carrier_of(carrier: str) -> Carrier | None:
    """Return the service that takes parcels for this carrier, when it is set up here."""
    keys = Config.load().couriers.sf
    return Sf(keys) if carrier == "sf" and keys else None


def pusher() -> Pusher | None:
    """Return who tells news by itself, when it is set up here."""
    keys = Config.load().couriers.kuaidi100
    return Kuaidi100(keys) if keys else None


def orderable() -> list[str]:
    """Return the carriers that take parcels by order of ours."""
    return [carrier for carrier in CARRIERS if carrier_of(carrier)]
