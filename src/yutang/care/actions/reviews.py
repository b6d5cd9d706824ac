"""Reviews: one an order by its buyer, one answer, and hiding that leaves a public reason.

No word is looked for in them: lists of advertising words flag half of honest reviews.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from yutang.care import access
from yutang.care.actions import photos
from yutang.care.errors import AlreadyAnswered, AlreadyReviewed
from yutang.care.models import Review
from yutang.care.rules import asking
from yutang.kernel.clock import now
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.trade import access as trade


def review(
    order_id: UUID, by: Person, stars: int, text: str, pictures: Sequence[bytes] = ()
) -> Review:
    """Keep what the buyer says of an order that was received; the same again is the same.

    Raises:
        NotFound: it is not this buyer's order.
        NotReceivedYet, BadStars, WordsNeeded, TooManyPhotos, NotAPicture, PictureTooLarge
        AlreadyReviewed: with other words or stars.
    """
    order = trade.order_to_pay(by, order_id)
    said = asking.check_review(order.state, stars, text, len(pictures))
    shrunk = photos.shrunk(pictures)
    product = order.lot.product
    with transaction.atomic():
        made, is_new = Review.objects.get_or_create(
            order_id=order.pk,
            defaults={
                "buyer": by,
                "product_id": product.pk,
                "place_code": product.origin_code,
                "stars": stars,
                "text": said,
                "at": now(),
            },
        )
        if is_new:
            photos.keep(shrunk, review=made)
    if (made.stars, made.text) != (stars, said):
        raise AlreadyReviewed
    return made


def answer_review(review_id: int, by: Person, text: str) -> Review:
    """The producer's one answer; the same words again change nothing.

    Raises:
        NotFound, WordsNeeded, AlreadyAnswered
    """
    said = asking.check_text(text)
    with transaction.atomic():
        found = Review.objects.select_for_update().get(pk=access.review_to_answer(by, review_id).pk)
        if found.answered_at is None:
            found.answer, found.answered_at = said, now()
            found.save(update_fields=["answer", "answered_at"])
        elif found.answer != said:
            raise AlreadyAnswered
    return found


def hide_review(review_id: int, by: Person, reason: str) -> Review:
    """Hide the words of a review; its stars count on, and the reason stands in its place.

    Raises:
        NotFound, WordsNeeded
    """
    said = one_line(asking.check_text(reason, asking.WORDS_MAX))
    with transaction.atomic():
        found = Review.objects.select_for_update().get(pk=access.review_to_hide(by, review_id).pk)
        if not access.is_hidden(found):
            found.hidden_at, found.hidden_by, found.hidden_reason = now(), by, said
            found.shown_again_at = None
            found.save()
    return found


def show_again(review_id: int, by: Person) -> Review:
    """Show the words again; that they were hidden, and why, stays public.

    Raises:
        NotFound
    """
    with transaction.atomic():
        found = Review.objects.select_for_update().get(pk=access.review_to_hide(by, review_id).pk)
        if access.is_hidden(found):
            found.shown_again_at = now()
            found.save(update_fields=["shown_again_at"])
    return found
