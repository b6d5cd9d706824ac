"""A city's recommendation: begun, filled with goods, sent; and whom to call about it."""

import json

from django.db import IntegrityError, transaction

from yutang.channel import access
from yutang.channel.errors import (
    BadCity,
    GoodOnList,
    NotFromCity,
    NothingToSend,
    SentAlready,
    TooManyGoods,
)
from yutang.channel.models import Candidate, Channel, Listing, Recommendation
from yutang.channel.queries import facts
from yutang.channel.rules import recommending as rules
from yutang.channel.rules.recommending import Contact, GoodFacts
from yutang.goods import queries as goods
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.places import access as places
from yutang.places.rules import Level
from yutang.plumbing.seal import seal, unseal


def begin(channel_id: int, city_code: str, contact: Contact, by: Person) -> Recommendation:
    """Begin a list of goods that a city puts forward; an empty one of theirs is taken up again.

    So a second click begins no second list. What is told of the contact last is kept.

    Raises:
        NotFound: there is no such channel.
        BadCity: no prefecture of the person's.
        BadContact
    """
    channel = access.channel(channel_id)
    if len(city_code) != rules.CITY_DIGITS or not access.recommends_for(by, city_code):
        raise BadCity
    city = places.check_code(city_code, Level.PREFECTURE)
    kept = rules.check_contact(contact)
    with transaction.atomic():
        _lock(channel)
        empty = Recommendation.objects.filter(
            channel=channel, city_code=city, made_by=by, sent_at=None, candidates=None
        ).first()
        begun = empty or Recommendation(channel=channel, city_code=city, made_by=by, made_at=now())
        begun.contact_sealed = seal(json.dumps([kept.name, kept.phone]))
        begun.contact_shown = kept.shown
        begun.save()
    return begun


def _lock(channel: Channel) -> None:
    """Have whoever begins a list for this channel wait for the other's end."""
    Channel.objects.select_for_update().get(pk=channel.pk)


def add_good(recommendation_id: int, product_id: int, said: GoodFacts, by: Person) -> Candidate:
    """Write a good on a recommendation that was not sent yet.

    What was refused or taken back may be recommended again; the earlier one stays behind it.

    Raises:
        NotFound: the list is not the person's, there is no such product or batch of it.
        SentAlready, TooManyGoods, NotFromCity, GoodOnList
        BadSupply, BadPrice, BadMarks
    """
    kept = rules.check_good(said)
    product = goods.product_views([product_id]).get(product_id)
    if product is None or not goods.is_batch_of(kept.batch_id, product_id):
        raise NotFound
    try:
        with transaction.atomic():
            recommendation = _being_written(recommendation_id, by)
            if not product.origin_code.startswith(recommendation.city_code):
                raise NotFromCity
            if recommendation.candidates.count() >= rules.GOODS_MOST:
                raise TooManyGoods(most=rules.GOODS_MOST)
            return _written(recommendation, product_id, product.origin_code[:6], kept, by)
    except IntegrityError as error:
        raise GoodOnList from error


def remove_good(candidate_id: int, by: Person) -> None:
    """Take a good off a recommendation that was not sent yet.

    Raises:
        NotFound: it is not the person's.
        SentAlready
    """
    found = access.candidate_for(by, candidate_id)
    with transaction.atomic():
        _being_written(found.recommendation_id, by)
        Candidate.objects.filter(pk=candidate_id, state="draft").delete()


def send(recommendation_id: int, by: Person) -> Recommendation:
    """Send a recommendation: from now on it stands, and its goods are checked; sent twice is once.

    Raises:
        NotFound: it is not the person's.
        NothingToSend: it has no goods.
    """
    with transaction.atomic():
        recommendation = _locked(recommendation_id, by)
        if recommendation.sent_at is not None:
            return recommendation
        drafts = recommendation.candidates.filter(state="draft")
        if not drafts.exists():
            raise NothingToSend
        recommendation.checklist = facts.checklist_today(recommendation.channel_id)
        recommendation.sent_at = now()
        recommendation.save(update_fields=["checklist", "sent_at"])
        drafts.update(state="waiting", recommended_by=by)
    return recommendation


def open_contact(recommendation_id: int, reason: str, by: Person) -> Contact:
    """Return whom to call about a recommendation; who opened it, and why, is kept.

    Raises:
        NotFound: it is not the person's.
        ReasonNeeded
    """
    recommendation = access.recommendation_for(by, recommendation_id)
    people.record_opening(by, None, "contact", f"channel:{recommendation.pk}", reason)
    return Contact(*json.loads(unseal(recommendation.contact_sealed)))


def _written(
    recommendation: Recommendation, product_id: int, county: str, said: GoodFacts, by: Person
) -> Candidate:
    same = {"channel": recommendation.channel_id, "product": product_id}
    is_listed = Listing.objects.filter(**same).exclude(state="off").exists()
    if is_listed or Candidate.objects.filter(**same, state="admitted", listing=None).exists():
        raise GoodOnList
    before = Candidate.objects.filter(**same, later=None).order_by("-id").first()
    return Candidate.objects.create(
        recommendation=recommendation,
        channel_id=recommendation.channel_id,
        product_id=product_id,
        batch_id=said.batch_id,
        county_code=county,
        supply_kg=said.supply_kg,
        price_fen=said.price_fen,
        marks=said.marks,
        earlier=before,
        recommended_by=by,
    )


def _being_written(recommendation_id: int, by: Person) -> Recommendation:
    recommendation = _locked(recommendation_id, by)
    if recommendation.sent_at is not None:
        raise SentAlready
    return recommendation


def _locked(recommendation_id: int, by: Person) -> Recommendation:
    access.recommendation_for(by, recommendation_id)
    return Recommendation.objects.select_for_update().get(pk=recommendation_id)
