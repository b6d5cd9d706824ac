"""What cities and checkers see: recommendations, their goods, what may be recommended."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from yutang.channel.models import Candidate, Checklist, Listing, ListingStep, Question
from yutang.channel.models import Recommendation as Row
from yutang.goods import queries as goods
from yutang.goods.queries import ProductView
from yutang.places import queries as places

PRODUCTS_SHOWN = 12


@dataclass(frozen=True)
class GoodView:
    """A candidate with its product, which is read for many at once."""

    row: Candidate
    product: ProductView
    county: str


def with_counts(rows: QuerySet[Row], *, only_waiting: bool = False) -> QuerySet[Row]:
    """Return the recommendations, newest first, with how many of their goods are where.

    `only_waiting`: those with goods that are being checked.
    """
    counted = {
        name: Count("candidates", filter=Q(candidates__state=name))
        for name in ("waiting", "admitted", "refused")
    }
    if only_waiting:
        rows = rows.filter(candidates__state="waiting").distinct()
    return rows.annotate(goods=Count("candidates"), **counted).order_by("-id")


def goods_of(recommendation: Row) -> list[GoodView]:
    """Return the goods of a recommendation in the order they were written."""
    rows = Candidate.objects.filter(recommendation=recommendation).order_by("id")
    return goods_views(list(rows.select_related("batch", "decided_by")))


def goods_views(rows: Collection[Candidate]) -> list[GoodView]:
    """Return candidates with their products: three queries for all of them."""
    products = goods.product_views({row.product_id for row in rows})
    names = places.names({row.county_code for row in rows})
    return [GoodView(row, products[row.product_id], names[row.county_code]) for row in rows]


def may_be_recommended(city_code: str, text: str) -> list[ProductView]:
    """Return goods of a city whose own or producer's name holds the text, newest first."""
    found = goods.products_under([city_code], text)[:PRODUCTS_SHOWN]
    ids = [product.pk for product in found]
    views = goods.product_views(ids)
    return [views[product] for product in ids]


def earlier_of(candidate: Candidate) -> list[Candidate]:
    """Return what was decided about the same good in the channel before, newest first."""
    over = Candidate.objects.filter(channel=candidate.channel_id, product=candidate.product_id)
    over = over.filter(pk__lt=candidate.pk).exclude(state__in=["draft", "waiting"])
    return list(over.select_related("decided_by").order_by("-id")[:10])


def listing_of(candidate: Candidate) -> Listing | None:
    """Return the listing that a candidate became."""
    return Listing.objects.filter(candidate=candidate).first()


def steps_of(listing: Listing | None) -> list[ListingStep]:
    """Return what happened to a listing, oldest first."""
    return list(ListingStep.objects.filter(listing=listing).select_related("by").order_by("id"))


def checklists_of(channel_id: int) -> list[tuple[Checklist, list[Question]]]:
    """Return a channel's checklists with their questions, newest first."""
    versions = Checklist.objects.filter(channel=channel_id).order_by("-version")
    rows = list(versions.prefetch_related("questions"))
    return [(each, sorted(each.questions.all(), key=lambda q: q.position)) for each in rows]
