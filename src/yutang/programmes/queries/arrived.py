"""Donations that arrived and those given back, without donors; for the public ledger."""

from datetime import datetime
from typing import NamedTuple

from yutang.programmes.models import Donation, GivenBack, HandState


class Arrived(NamedTuple):
    """A confirmed donation, or one given back. `place_code`: its fund's, "" for the country."""

    id: int
    place_code: str
    at: datetime
    amount_fen: int


def donations() -> list[Arrived]:
    """Return the donations that two people confirmed, in the order of their rows."""
    found = Donation.objects.filter(state=HandState.CONFIRMED).order_by("pk")
    rows = found.values_list("pk", "fund__place_code", "decided_at", "amount_fen")
    return [Arrived(pk, code, at, fen) for pk, code, at, fen in rows if at is not None]


def given_back() -> list[Arrived]:
    """Return what of donations went back to donors, confirmed by two."""
    found = GivenBack.objects.filter(state=HandState.CONFIRMED).order_by("pk")
    rows = found.values_list("pk", "donation__fund__place_code", "decided_at", "amount_fen")
    return [Arrived(pk, code, at, fen) for pk, code, at, fen in rows if at is not None]
