"""Doors of the shares room: a lot's split is its farmer's, its clerk's and its hosts' to see."""

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.shares.models import Split
from yutang.trade import queries as trade
from yutang.trade.queries import LotView


def lot_for(person: Person, lot_id: int) -> LotView:
    """Return the lot, for whoever may propose its split: farmer, clerk, host of the place.

    Raises:
        NotFound: there is none, or it is none of theirs.
    """
    lot = _lot(lot_id)
    if not may_propose(person, lot):
        raise NotFound
    return lot


def lot_to_see(person: Person, lot_id: int) -> LotView:
    """Return the lot, for whoever may propose its split or gets a part of its latest one.

    Raises:
        NotFound: there is none, or it is none of theirs.
    """
    lot = _lot(lot_id)
    if not may_propose(person, lot) and not _gets_a_part(person, lot_id):
        raise NotFound
    return lot


def split_for(person: Person, split_id: int) -> tuple[Split, LotView]:
    """Return a lot's split and its lot; raises `NotFound` as `lot_to_see`."""
    split = Split.objects.filter(pk=split_id).first()
    if split is None or split.lot_id is None:
        raise NotFound
    return split, lot_to_see(person, split.lot_id)


def may_propose(person: Person, lot: LotView) -> bool:
    """Tell whether the person may make a new version of the lot's split."""
    if lot.is_rehearsal:
        return False
    if lot.product.producer_person_id == person.pk or is_clerk(person, lot):
        return True
    return people.may(person, "host", lot.product.origin_code)


def is_clerk(person: Person, lot: LotView) -> bool:
    """Tell whether the person is the clerk of where the lot comes from."""
    return people.may(person, "clerk", lot.product.origin_code)


def require_clerk(person: Person, lot: LotView) -> None:
    """Go on only for the clerk of where the lot comes from.

    Raises:
        NotFound: somebody else.
    """
    if not is_clerk(person, lot):
        raise NotFound


def require_default(person: Person, place_code: str) -> None:
    """Go on only for who keeps a place's default: its clerk; an operator for the installation.

    Raises:
        NotFound: somebody else.
    """
    people.require(person, "clerk", place_code)


def keeps_default(person: Person, place_code: str) -> bool:
    """Tell whether the person keeps this place's default."""
    return people.may(person, "clerk", place_code)


def _lot(lot_id: int) -> LotView:
    found = trade.lot_views([lot_id])
    if not found:
        raise NotFound
    return found[0]


def _gets_a_part(person: Person, lot_id: int) -> bool:
    latest = Split.objects.filter(lot_id=lot_id).order_by("-version").first()
    return latest is not None and latest.parts.filter(payee__person=person).exists()
