"""Doors of the care room: a claim is its buyer's, its seller's and its county's.

The county's clerk acts for a producer too (they pack for them as well), but nobody decides a case
that is their own. A complaint without an account is open to whoever has its address.
"""

from uuid import UUID

from django.db.models import Q, QuerySet

from yutang.care.errors import OwnCase
from yutang.care.models import Claim, Complaint, Photo, Review
from yutang.care.rules import complaining
from yutang.care.rules.steps import Side
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person


def sides_of(person: Person, claim: Claim) -> frozenset[Side]:
    """Return as whom the person looks at the claim; none for a stranger."""
    if claim.buyer_id == person.pk:
        return frozenset({"buyer"})
    if claim.producer.person_id == person.pk:
        return frozenset({"seller"})
    if people.may(person, "clerk", claim.place_code):
        return frozenset({"seller", "county"})
    return frozenset()


def claim_for(person: Person, claim_id: int) -> Claim:
    """Return the claim with order, product, producer and rule; raises `NotFound` to strangers."""
    found = _claims().filter(pk=claim_id).first()
    if found is None or not sides_of(person, found):
        raise NotFound
    return found


def claims_of(person: Person) -> QuerySet[Claim]:
    """Return the claims of those whose parcels the person sends, and of the clerk's places.

    What the person bought themselves is not among them.

    Raises:
        NotFound: the person neither sells nor is a clerk.
    """
    return _claims().filter(_theirs(person, _codes(person))).exclude(buyer=person)


def complaints_of(person: Person) -> QuerySet[Complaint]:
    """Return the complaints that the person answers: of goods and parcels for a seller, all of the
    place for its clerk.

    Raises:
        NotFound: the person neither sells nor is a clerk.
    """
    sellers = [kind for kind in complaining.KINDS if complaining.is_sellers(kind)]
    told, codes = Q(producer__person=person, kind__in=sellers), _codes(person)
    theirs = _theirs(person, codes) & (told | _places(codes))
    found = _complaints().filter(theirs).exclude(person=person)
    return found.exclude(programme__owner=person)


def complaints_by(person: Person) -> QuerySet[Complaint]:
    """Return what the person complained of, the newest first."""
    return _complaints().filter(person=person).order_by("-opened_at")


def runs(person: Person | None, complaint: Complaint) -> bool:
    """Tell whether the person runs the programme that somebody else complains about."""
    programme = complaint.programme
    if person is None or programme is None or complaint.person_id == person.pk:
        return False
    return programme.owner_id == person.pk


def check_not_runner(person: Person | None, complaint: Complaint) -> None:
    """Go on unless the person runs the programme it is about.

    Raises:
        OwnCase: they do; another clerk of the place, or of the places above, looks at it.
    """
    if runs(person, complaint):
        raise OwnCase


def sides_of_complaint(person: Person | None, complaint: Complaint) -> frozenset[Side]:
    """Return as whom somebody looks at the complaint; whoever complained is the buyer."""
    if person is not None and complaint.person_id == person.pk:
        return frozenset({"buyer"})
    producer = complaint.producer
    if person is not None and producer is not None and producer.person_id == person.pk:
        return frozenset({"seller"}) if complaining.is_sellers(complaint.kind) else frozenset()
    if people.may(person, "clerk", complaint.place_code):
        told = complaining.is_sellers(complaint.kind)
        return frozenset({"seller", "county"}) if told else frozenset({"county"})
    return frozenset({"buyer"}) if complaint.person_id is None else frozenset()


def complaint_for(person: Person | None, complaint_id: UUID) -> Complaint:
    """Return the complaint; raises `NotFound` to whoever it does not concern, else `OwnCase`."""
    found = _complaints().filter(pk=complaint_id).first()
    if found is not None:
        check_not_runner(person, found)
    if found is None or not sides_of_complaint(person, found):
        raise NotFound
    return found


def need_county(sides: frozenset[Side]) -> None:
    """Go on only for the county's side.

    Raises:
        OwnCase: it is the person's own case.
    """
    if "county" not in sides:
        raise OwnCase


def photo_for(person: Person | None, photo_id: int) -> Photo:
    """Return a photograph: of a claim to its sides, of a review that is shown to everybody.

    Raises:
        NotFound: there is none, or it is not theirs to see.
    """
    photo = Photo.objects.select_related("claim__producer", "review").filter(pk=photo_id).first()
    if photo is None:
        raise NotFound
    if photo.claim is not None and (person is None or not sides_of(person, photo.claim)):
        raise NotFound
    if photo.review is not None and is_hidden(photo.review):
        _ = _county_of_review(person, photo.review)
    return photo


def is_hidden(review: Review) -> bool:
    """Tell whether the words of the review are hidden now."""
    return review.hidden_at is not None and review.shown_again_at is None


def review_to_answer(person: Person, review_id: int) -> Review:
    """Return a review of goods that the person sells; raises `NotFound`."""
    review = _reviews().filter(pk=review_id).first()
    if review is None or review.buyer_id == person.pk:
        raise NotFound
    sells = review.product.producer.person_id == person.pk
    if not sells and not people.may(person, "clerk", review.place_code):
        raise NotFound
    return review


def review_to_hide(person: Person, review_id: int) -> Review:
    """Return a review of the clerk's place; never to its producer or its author."""
    review = _reviews().filter(pk=review_id).first()
    if review is None:
        raise NotFound
    return _county_of_review(person, review)


def _county_of_review(person: Person | None, review: Review) -> Review:
    own = person is not None and person.pk in {review.buyer_id, review.product.producer.person_id}
    if own or not people.may(person, "clerk", review.place_code):
        raise NotFound
    return review


def _codes(person: Person) -> tuple[str, ...]:
    """Return the clerk's places; raises `NotFound` when the person neither has one nor sells."""
    codes = people.places_of(person, "clerk")
    if not codes and not person.producers.exists():
        raise NotFound
    return codes


def _places(codes: tuple[str, ...]) -> Q:
    there = Q(pk__in=[])
    for code in codes:
        there |= Q(place_code__startswith=code)
    return there


def _theirs(person: Person, codes: tuple[str, ...]) -> Q:
    return Q(producer__person=person) | _places(codes)


def _claims() -> QuerySet[Claim]:
    return Claim.objects.select_related("order__lot", "producer", "product", "batch", "buyer")


def _complaints() -> QuerySet[Complaint]:
    return Complaint.objects.select_related("producer", "person", "batch", "programme")


def _reviews() -> QuerySet[Review]:
    return Review.objects.select_related("product__producer", "buyer")
