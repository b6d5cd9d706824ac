"""Goods that a channel shows: listed, suspended (by a recall, too), shown again, taken off."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from yutang.channel import access
from yutang.channel.errors import GoodOnList, NotAdmitted, NotSound, WrongStep
from yutang.channel.models import Candidate, Listing, ListingStep
from yutang.channel.rules import recommending
from yutang.goods import actions as batches
from yutang.goods import queries as goods
from yutang.kernel.clock import now
from yutang.kernel.text import one_line
from yutang.people.access import Person

RECALLED = "召回：批次已召回"
_ARROWS = {
    ("listed", "suspended"),
    ("suspended", "listed"),
    ("listed", "off"),
    ("suspended", "off"),
}


def put_on_list(candidate_id: int, by: Person) -> Listing:
    """Show an admitted good in its channel; done twice is done once.

    Raises:
        NotFound: not the person's to check.
        NotAdmitted: it was not admitted.
        NotSound: its batch was recalled or failed a test since.
        GoodOnList: another recommendation of the same good is listed.
    """
    access.candidate_to_check(by, candidate_id)
    try:
        with transaction.atomic():
            candidate = Candidate.objects.select_for_update().get(pk=candidate_id)
            if candidate.state != "admitted":
                raise NotAdmitted
            known = Listing.objects.filter(candidate=candidate).first()
            if known is not None:
                return known
            _check_sound(candidate)
            made = Listing.objects.create(
                candidate=candidate,
                channel_id=candidate.channel_id,
                product_id=candidate.product_id,
                county_code=candidate.county_code,
            )
            _step(made, "listed", "", by)
    except IntegrityError as error:
        raise GoodOnList from error
    return made


def move(listing_id: int, to: str, reason: str, by: Person) -> Listing:
    """Suspend a listing, show it again, or take it off for good; each with its reason.

    Raises:
        NotFound: not the person's to check.
        ReasonNeeded
        WrongStep: it does not go there from where it is.
        NotSound: it cannot be shown again, its batch was recalled or failed a test.
    """
    access.listing_to_keep(by, listing_id)
    said = recommending.check_reason(reason)
    with transaction.atomic():
        listing = Listing.objects.select_for_update().get(pk=listing_id)
        if (listing.state, to) not in _ARROWS:
            raise WrongStep
        if to == "listed":
            _check_sound(listing.candidate)
        listing.state = to
        listing.save(update_fields=["state"])
        _step(listing, to, said, by)
    return listing


def stop_recalled(batch_ids: Sequence[int], by: Person | None) -> None:
    """Suspend what channels show of goods with one of these batches, which were recalled."""
    with transaction.atomic():
        concerned = Listing.objects.select_for_update(of=("self",)).filter(
            product__batches__in=list(batch_ids), state="listed"
        )
        for listing in {each.pk: each for each in concerned.order_by("pk")}.values():
            listing.state = "suspended"
            listing.save(update_fields=["state"])
            _step(listing, "suspended", RECALLED, by)


def _check_sound(candidate: Candidate) -> None:
    # A recall waits for the batch, and then finds the listing; or it came first, and is seen here.
    batches.lock_batch(candidate.batch_id)
    facts = goods.offer_facts(candidate.product_id, candidate.batch_id)
    if facts.recalled or facts.test_failed:
        raise NotSound


def _step(listing: Listing, to: str, reason: str, by: Person | None) -> None:
    ListingStep.objects.create(
        listing=listing, to=to, reason=one_line(reason)[:200], by=by, at=now()
    )
