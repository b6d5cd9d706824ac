"""What a carrier's service can do for us: follow parcels, take them, tell news by itself.

Nothing here knows the database, and nobody calls a service inside a transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from yutang.parcels.rules import Told


class Refused(Exception):  # noqa: N818 - the carrier's answer
    """The carrier said no, or nothing that we understand; the text is its own."""


@dataclass(frozen=True, kw_only=True)
class Sending:
    """A parcel to be collected; names and addresses as they stand on the label."""

    order: str
    """Our own number of it: the same again is the same waybill."""
    cargo: str
    units: int
    weight_g: int | None
    sender_name: str
    sender_mobile: str
    sender_address: str
    name: str
    mobile: str
    address: str


@dataclass(frozen=True)
class Pushed:
    """What a carrier told by itself about one waybill."""

    waybill: str
    told: tuple[Told, ...]


class Tracker(Protocol):
    """Knows where parcels are."""

    def routes(self, carrier: str, waybill: str, mobile_tail: str) -> Sequence[Told]:
        """Return all that is known of a parcel, in any order.

        `mobile_tail`: the last four digits of the receiver's number, where a carrier asks for it.

        Raises:
            Refused, Away: no answer.
        """
        ...


class Pusher(Tracker, Protocol):
    """Tells news by itself, when asked to."""

    def subscribe(self, carrier: str, waybill: str, mobile_tail: str, callback: str) -> None:
        """Ask to be told of this parcel at our address; asking twice is asking once.

        Raises:
            Refused, Away: not heard, as far as we know.
        """
        ...

    def read_push(self, form: Mapping[str, str]) -> Pushed | None:
        """Return what was told; None when it is not signed by them, or says nothing."""
        ...

    def thanks(self) -> dict[str, object]:
        """Return what they want to hear when it arrived; else they tell it again."""
        ...


class Carrier(Tracker, Protocol):
    """Takes parcels too."""

    def order(self, sending: Sending) -> str:
        """Order a collection; return the waybill number. The same order again: the same number.

        Raises:
            Refused, Away: not taken, as far as we know.
        """
        ...

    def cancel(self, order: str, waybill: str) -> None:
        """Call it off; called off twice is called off once.

        Raises:
            Refused, Away: not called off, as far as we know.
        """
        ...
