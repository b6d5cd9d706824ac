"""An offer: written, sent to be checked, put on the board by another, closed."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.placement import access
from yutang.placement.actions import locking
from yutang.placement.errors import (
    AsksForMoney,
    BadDay,
    FlaggedNeedsReason,
    NotNow,
    OwnOffer,
    PayUnclear,
    ReasonNeeded,
)
from yutang.placement.models import Offer, OfferState, OfferStep
from yutang.placement.rules import offers
from yutang.placement.rules.offers import OfferFacts
from yutang.plumbing.seal import seal, unseal
from yutang.programmes.access import Programme


def write_new(
    facts: OfferFacts,
    offered_by: str,
    by: Person,
    *,
    key: UUID,
    producer_id: int | None = None,
    programme: Programme | None = None,
    is_demo: bool = False,
) -> Offer:
    """Write down an offer as a draft; the same key again is the same offer.

    The caller has fetched the producer by `goods.access`, or asked `access.offered_at`.

    Raises:
        PayUnclear, BadDay; NotFound: the key is somebody else's.
    """
    _check(facts)
    at = now()
    try:
        with transaction.atomic():
            made = Offer.objects.create(
                key=key,
                producer_id=producer_id,
                offered_by=offered_by,
                programme=programme,
                since=at,
                made_at=at,
                made_by=by,
                is_demo=is_demo,
                **_columns(facts),
            )
            _step(made, "", by)
            return made
    except IntegrityError:
        known = Offer.objects.filter(key=key, made_by=by).first()
        if known is None:
            raise NotFound from None
        return known


def write(offer_id: int, facts: OfferFacts, by: Person) -> Offer:
    """Write a draft, or one that was returned, anew; raises `NotFound`, `NotNow` and as above."""
    _check(facts)
    with transaction.atomic():
        offer = _own(offer_id, by)
        if offer.state not in offers.EDITABLE:
            raise NotNow
        for name, value in _columns(facts).items():
            setattr(offer, name, value)
        offer.save()
    return offer


def send(offer_id: int, by: Person) -> Offer:
    """Send an offer to the county to be checked.

    Raises:
        NotFound, NotNow, BadDay. AsksForMoney: it asks for a fee or for papers.
    """
    with transaction.atomic():
        offer = _own(offer_id, by)
        asked = offers.fees(f"{offer.title} {offer.about}")
        if asked:
            raise AsksForMoney(words="、".join(asked))
        _check_day(offer)
        return _move(offer, OfferState.CHECK, "", by)


def check(offer_id: int, outcome: str, reason: str, by: Person) -> Offer:
    """Put an offer on the board, or return it with a reason.

    Raises:
        NotFound: not this clerk's. OwnOffer: they made it, or it is their producer's.
        NotNow, ReasonNeeded. FlaggedNeedsReason: its words may be unfair, and nothing says why not.
    """
    said = reason.strip()[: offers.REASON_MOST]
    with transaction.atomic():
        offer = locking.offer(offer_id)
        if not access.runs(by, offer) or outcome not in {OfferState.PUBLIC, OfferState.RETURNED}:
            raise NotFound
        if not access.checks(by, offer):
            raise OwnOffer
        if outcome == OfferState.RETURNED and len(said) < offers.REASON_LEAST:
            raise ReasonNeeded(least=offers.REASON_LEAST)
        flagged = offers.flags(f"{offer.title} {offer.about}")
        if outcome == OfferState.PUBLIC and flagged and len(said) < offers.REASON_LEAST:
            raise FlaggedNeedsReason(words="、".join(flagged))
        return _move(offer, OfferState(outcome), said, by)


def take_back(offer_id: int, by: Person) -> Offer:
    """Take an offer off the board or out of the check, to change it; it is checked anew."""
    with transaction.atomic():
        return _move(_own(offer_id, by), OfferState.DRAFT, "", by)


def close(offer_id: int, reason: str, by: Person) -> Offer:
    """Close an offer for good; raises `NotFound`, `NotNow`."""
    with transaction.atomic():
        said = reason.strip()[: offers.REASON_MOST]
        return _move(_own(offer_id, by), OfferState.CLOSED, said, by)


def close_filled(offer: Offer, by: Person) -> None:
    """Close an offer whose places are all taken; its row is locked by the caller."""
    if offer.state == OfferState.PUBLIC and offer.hired >= offer.wanted:
        _move(offer, OfferState.CLOSED, "", by)


def offer_contact(offer: Offer) -> str:
    """Return how the offerer is reached: for who runs it, and for applicants who are invited."""
    return unseal(offer.contact_sealed)


def _own(offer_id: int, by: Person) -> Offer:
    offer = locking.offer(offer_id)
    if not access.runs(by, offer):
        raise NotFound
    return offer


def _move(offer: Offer, to: OfferState, reason: str, by: Person) -> Offer:
    if to not in offers.ARROWS[offer.state]:
        raise NotNow
    offer.state, offer.since = to, now()
    offer.save(update_fields=["state", "since", "hired"])
    _step(offer, reason, by)
    return offer


def _step(offer: Offer, reason: str, by: Person) -> None:
    OfferStep.objects.create(
        offer=offer, state=OfferState(offer.state), reason=reason, at=now(), by=by
    )


def _check(facts: OfferFacts) -> None:
    if not offers.pay_fits(facts):
        raise PayUnclear
    if not today() <= facts.until <= today() + timedelta(days=offers.DAYS_MOST):
        raise BadDay(days=offers.DAYS_MOST)


def _check_day(offer: Offer) -> None:
    if offer.until < today():
        raise BadDay(days=offers.DAYS_MOST)


def _columns(facts: OfferFacts) -> dict[str, object]:
    named = {name: value for name, value in facts._asdict().items() if name != "contact"}
    return named | {"contact_sealed": seal(facts.contact)}
