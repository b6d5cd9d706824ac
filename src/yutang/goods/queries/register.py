"""Reads of the goods room. Views are plain values with place names in them, for any page."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from yutang.goods import classes
from yutang.goods.models import (
    Batch,
    BatchFlow,
    Certificate,
    Picture,
    Processing,
    Producer,
    Product,
)
from yutang.goods.rules import BatchFacts
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english

BATCHES_SHOWN = 12


@dataclass(frozen=True)
class PictureView:
    """A picture by its address; `alt` in the reader's language."""

    id: int
    url: str
    alt: str
    width: int
    height: int
    is_illustration: bool


@dataclass(frozen=True, kw_only=True)
class BatchView(BatchFacts):
    """A batch as pages show it: what is written down about it, by its id."""

    id: int
    code: str


@dataclass(frozen=True)
class ProductView:
    """All that any page says about a product. Weights in grams."""

    id: int
    name: str
    name_en: str
    producer_id: int
    producer_name: str
    producer_kind: str
    """As readers read it: household, co-operative, firm."""
    producer_person_id: int | None
    producer_credit_code: str
    """Unified social credit code; empty for households."""
    village_code: str
    village_name: str
    """The whole path, from the province down."""
    county_code: str
    """Six digits of the origin (all it has when shorter)."""
    county_name: str
    origin_code: str
    origin_name: str
    """The whole path, from the province down."""
    origin_reason: str
    class_code: str
    class_name: str
    is_processed: bool
    perishable: bool
    unit: str
    unit_name: str
    net_weight_g: int | None
    story: str
    story_en: str
    sc_number: str
    workshop_number: str
    standard_number: str
    origin_note: str
    is_demo: bool
    pictures: tuple[PictureView, ...]
    batches: tuple[BatchView, ...] = field(default=())
    """The latest, newest first; only in `product_view`."""

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return (reads_english() and self.name_en) or self.name

    @property
    def told(self) -> str:
        """The story in the reader's language, else in Chinese."""
        return (reads_english() and self.story_en) or self.story

    @property
    def picture(self) -> PictureView | None:
        return self.pictures[0] if self.pictures else None


def product_view(product_id: int) -> ProductView | None:
    """Return the product with its latest batches, None when there is none."""
    view = product_views([product_id]).get(product_id)
    if view is None:
        return None
    return ProductView(**{**vars(view), "batches": latest_batches(product_id)})


def product_views(product_ids: Collection[int]) -> dict[int, ProductView]:
    """Return the products by id, without batches: two queries, one more for new place names."""
    pictures = Prefetch("pictures", Picture.objects.order_by("position", "id"))
    products = list(
        Product.objects.filter(pk__in=product_ids)
        .select_related("producer")
        .prefetch_related(pictures)
    )
    codes = {
        code
        for product in products
        for code in (product.origin_code, product.origin_code[:6], product.producer.village_code)
    }
    names = places.full_names(codes)
    return {product.pk: _product_view(product, names) for product in products}


def latest_batches(product_id: int) -> tuple[BatchView, ...]:
    """Return the product's latest batches, newest first."""
    latest = Batch.objects.filter(product=product_id).order_by("-harvested_on", "-id")
    return tuple(_batch_view(batch) for batch in latest[:BATCHES_SHOWN])


def producer_named(village_code: str, name: str) -> int | None:
    """Return the id of the village's producer of this name."""
    found = Producer.objects.filter(village_code=village_code, name=name)
    return found.values_list("pk", flat=True).first()


def growers_of(product_ids: Collection[int]) -> dict[int, int]:
    """Return whose account the producer of each product has; those without one are left out."""
    found = Product.objects.filter(pk__in=product_ids, producer__person__isnull=False)
    return dict(found.values_list("pk", "producer__person_id"))


def product_named(producer_id: int, name: str) -> int | None:
    """Return the id of the producer's product of this name."""
    found = Product.objects.filter(producer=producer_id, name=name)
    return found.values_list("pk", flat=True).first()


def batch_numbered(product_id: int, number: str) -> int | None:
    """Return the id of the product's batch of this number."""
    found = Batch.objects.filter(product=product_id, number=number)
    return found.values_list("pk", flat=True).first()


def is_batch_of(batch_id: int, product_id: int) -> bool:
    """Tell whether the batch is of this product."""
    return Batch.objects.filter(pk=batch_id, product=product_id).exists()


def register_products(producers: QuerySet[Producer], text: str = "") -> QuerySet[Product]:
    """Return the products of these producers whose own or producer's name holds the text."""
    return (
        Product.objects.filter(producer__in=producers)
        .filter(_holds(text, "name", "name_en", "producer__name"))
        .select_related("producer")
        .prefetch_related(Prefetch("pictures", Picture.objects.order_by("position", "id")))
        .order_by("-id")
    )


def products_under(place_codes: Collection[str], text: str = "") -> QuerySet[Product]:
    """Return the products whose origin lies in one of these places, newest first."""
    there = Q(pk__in=[])
    for code in place_codes:
        there |= Q(origin_code__startswith=code)
    return (
        Product.objects.filter(there)
        .filter(_holds(text, "name", "name_en", "producer__name"))
        .order_by("-id")
    )


def goods_of_place(code: str) -> QuerySet[Product]:
    """Return the products of a place and all under it, newest first, with producer and pictures."""
    return (
        Product.objects.filter(origin_code__startswith=code)
        .select_related("producer")
        .prefetch_related(Prefetch("pictures", Picture.objects.order_by("position", "id")))
        .order_by("-id")
    )


def newest_of_place(code: str, most: int) -> list[tuple[Product, PictureView | None]]:
    """Return the newest goods of a place, those with a picture first; one more than `most`.

    Two queries, whatever the place: of the latest few, by the index on the origin.
    """
    latest = list(goods_of_place(code)[: most * 3])
    seen = [(product, _first_picture(product)) for product in latest]
    seen.sort(key=lambda pair: pair[1] is None)
    return seen[: most + 1]


def with_pictures(products: Collection[Product]) -> list[tuple[Product, PictureView | None]]:
    """Return products, whose pictures were fetched with them, each with its first."""
    return [(product, _first_picture(product)) for product in products]


def register_producers(producers: QuerySet[Producer], text: str = "") -> QuerySet[Producer]:
    """Return the producers whose name holds the text or whose village code begins with it."""
    found = _holds(text, "name") | (Q(village_code__startswith=text) if text.isdigit() else Q())
    return producers.filter(found if text else Q()).annotate(products_count=Count("products"))


def register_batches(producers: QuerySet[Producer], text: str = "") -> QuerySet[Batch]:
    """Return the batches of these producers by number, product or producer, newest first."""
    return (
        _with_certificates()
        .filter(product__producer__in=producers)
        .filter(_holds(text, "number", "product__name", "product__producer__name"))
        .order_by("-harvested_on", "-id")
    )


def batches_of(product_id: int) -> QuerySet[Batch]:
    """Return the product's latest batches, newest first, each `certified` or not."""
    found = _with_certificates().filter(product=product_id).order_by("-harvested_on", "-id")
    return found[:BATCHES_SHOWN]


def _with_certificates() -> QuerySet[Batch]:
    issued = Certificate.objects.filter(batch=OuterRef("pk"))
    into = BatchFlow.objects.filter(target=OuterRef("pk"))
    return Batch.objects.select_related("product__producer").annotate(
        certified=Exists(issued), made_of_others=Exists(into)
    )


def place_lines(codes: Collection[str]) -> dict[str, str]:
    """Return the whole name of each place."""
    return places.full_names(codes)


def _holds(text: str, *fields: str) -> Q:
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__icontains": text})
    return found if text else Q()


def picture_view(picture: Picture) -> PictureView:
    """Return the picture as pages show it."""
    return PictureView(
        id=picture.pk,
        url=picture.file.url,
        alt=(reads_english() and picture.alt_en) or picture.alt,
        width=picture.width,
        height=picture.height,
        is_illustration=picture.is_illustration,
    )


def _first_picture(product: Product) -> PictureView | None:
    pictures = list(product.pictures.all())
    return picture_view(pictures[0]) if pictures else None


def _batch_view(batch: Batch) -> BatchView:
    return BatchView(
        id=batch.pk,
        code=batch.code,
        number=batch.number,
        harvested_on=batch.harvested_on,
        quantity_g=batch.quantity_g,
        field_name=batch.field_name,
        field_mu=batch.field_mu,
        field_code=batch.field_code,
    )


def _product_view(product: Product, names: dict[str, str]) -> ProductView:
    producer = product.producer
    county = product.origin_code[:6]
    return ProductView(
        id=product.pk,
        name=product.name,
        name_en=product.name_en,
        producer_id=producer.pk,
        producer_name=producer.name,
        producer_kind=str(producer.get_kind_display()),
        producer_person_id=producer.person_id,
        producer_credit_code=producer.credit_code,
        village_code=producer.village_code,
        village_name=names[producer.village_code],
        county_code=county,
        county_name=names[county],
        origin_code=product.origin_code,
        origin_name=names[product.origin_code],
        origin_reason=product.origin_reason,
        class_code=product.class_code,
        class_name=classes.name_of(product.class_code, english=reads_english()),
        is_processed=product.processing == Processing.PROCESSED,
        perishable=product.perishable,
        unit=product.unit,
        unit_name=str(product.get_unit_display()),
        net_weight_g=product.net_weight_g,
        story=product.story,
        story_en=product.story_en,
        sc_number=product.sc_number,
        workshop_number=product.workshop_number,
        standard_number=product.standard_number,
        origin_note=product.origin_note,
        is_demo=producer.is_demo,
        pictures=tuple(picture_view(picture) for picture in product.pictures.all()),
    )
