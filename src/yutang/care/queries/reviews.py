"""Reads of reviews. Every figure counts hidden ones too: hiding hides words, never a star."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from yutang.care import access
from yutang.care.models import Photo, Review
from yutang.care.rules import asking


@dataclass(frozen=True)
class Bar:
    """How many gave so many stars."""

    stars: int
    count: int


@dataclass(frozen=True)
class Figures:
    """All reviews of a product in figures; `hundredths` is the mean in hundredths of a star."""

    many: int
    hundredths: int
    bars: tuple[Bar, ...]

    @property
    def mean(self) -> str:
        return f"{self.hundredths / 100:.1f}"


@dataclass(frozen=True)
class ReviewView:
    """One review; its words and photographs are empty while they are hidden."""

    id: int
    name: str
    stars: int
    text: str
    at: datetime
    answer: str
    answered_at: datetime | None
    photo_ids: tuple[int, ...]
    is_hidden: bool
    hidden_at: datetime | None
    hidden_reason: str
    shown_again_at: datetime | None

    @property
    def drawn(self) -> str:
        """The stars as signs."""
        return "★" * self.stars + "☆" * (5 - self.stars)


def figures_of(product_id: int) -> Figures:
    """Return the product's figures: one query."""
    counts = Review.objects.filter(product_id=product_id).values_list("stars")
    counted = list(counts.annotate(many=Count("id")).order_by())
    many, hundredths, each = asking.distribution(counted)
    bars = tuple(Bar(stars, count) for stars, count in each.items())
    return Figures(many, hundredths, bars)


def reviews_of(product_id: int) -> QuerySet[Review]:
    """Return the product's reviews, newest first, hidden ones in their place."""
    photos = Prefetch("photos", Photo.objects.only("id", "review_id").order_by("id"))
    found = Review.objects.filter(product_id=product_id).select_related("buyer")
    return found.prefetch_related(photos).order_by("-at", "-id")


def newest_of(product_id: int, most: int) -> list[ReviewView]:
    """Return the product's newest reviews without their photographs: one query."""
    found = Review.objects.filter(product_id=product_id).select_related("buyer")
    return [_view(review, with_photos=False) for review in found.order_by("-at", "-id")[:most]]


def review_of_order(order_id: UUID) -> Review | None:
    """Return the order's review."""
    return Review.objects.filter(order_id=order_id).select_related("buyer").first()


def review_views(reviews: Iterable[Review]) -> list[ReviewView]:
    """Return the reviews as everybody sees them; a buyer's name is its first sign only."""
    return [_view(review) for review in reviews]


def _view(review: Review, *, with_photos: bool = True) -> ReviewView:
    hidden = access.is_hidden(review)
    photos = [] if hidden or not with_photos else review.photos.all()
    return ReviewView(
        id=review.pk,
        name=f"{review.buyer.name[:1]}**",
        stars=review.stars,
        text="" if hidden else review.text,
        at=review.at,
        answer="" if hidden else review.answer,
        answered_at=review.answered_at,
        photo_ids=tuple(photo.pk for photo in photos),
        is_hidden=hidden,
        hidden_at=review.hidden_at,
        hidden_reason=review.hidden_reason,
        shown_again_at=review.shown_again_at,
    )
