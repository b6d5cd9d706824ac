"""Writes of the goods room: one verb, one transaction. Who may do it is asked in `access`."""

import uuid
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db import transaction

from yutang.goods import pictures, rules
from yutang.goods.actions.batches import check_weight
from yutang.goods.actions.once import once
from yutang.goods.errors import (
    AlreadyThere,
    AltNeeded,
    OriginElsewhere,
    TooManyPictures,
)
from yutang.goods.models import Picture, Producer, Product
from yutang.goods.rules import ProducerFacts, ProductFacts
from yutang.places import access as places
from yutang.places import queries as place_names
from yutang.places.rules import Level


def add_producer(facts: ProducerFacts) -> Producer:
    """Write down a producer.

    Raises:
        BadFact: one of the facts cannot be kept.
        UnknownPlace, WrongLevel: no such village or town.
        AlreadyThere: the village has a producer of this name.
    """
    checked = _checked_producer(facts)
    with once("goods_producer_once", AlreadyThere(name=checked.name)):
        return Producer.objects.create(**vars(checked))


def edit_producer(producer_id: int, facts: ProducerFacts) -> Producer:
    """Change what is written about a producer; raises as `add_producer`."""
    checked = _checked_producer(facts)
    with once("goods_producer_once", AlreadyThere(name=checked.name)):
        producer = Producer.objects.select_for_update().get(pk=producer_id)
        for name, value in vars(checked).items():
            setattr(producer, name, value)
        producer.save()
    return producer


def add_product(producer_id: int, facts: ProductFacts) -> Product:
    """Write down a product of a producer.

    Raises:
        BadFact: a fact cannot be kept; processed food without licence is refused here.
        UnknownPlace, WrongLevel: no such place of origin.
        AlreadyThere: the producer has a product of this name.
    """
    producer = Producer.objects.get(pk=producer_id)
    checked = _checked_product(facts, producer)
    with once("goods_product_once", AlreadyThere(name=checked.name)):
        return Product.objects.create(producer=producer, **vars(checked))


def edit_product(product_id: int, facts: ProductFacts) -> Product:
    """Change what is written about a product; raises as `add_product`.

    Raises:
        BatchShort: units of the new weight are more than a batch of it has.
    """
    producer = Producer.objects.get(products=product_id)
    checked = _checked_product(facts, producer)
    with once("goods_product_once", AlreadyThere(name=checked.name)):
        product = Product.objects.select_for_update().get(pk=product_id)
        if checked.net_weight_g != product.net_weight_g:
            check_weight(product_id, checked.net_weight_g or 0)
        for name, value in vars(checked).items():
            setattr(product, name, value)
        product.save()
    return product


def add_picture(
    product_id: int, data: bytes, *, alt: str, alt_en: str = "", is_illustration: bool = False
) -> Picture:
    """Keep a picture of a product, shrunk to 1,200 px WebP without metadata.

    Raises:
        NotAPicture, PictureTooLarge: what was sent (JPEG, PNG or WebP only).
        AltNeeded: nobody said what it shows.
        TooManyPictures: the product has its eight.
    """
    if not alt.strip():
        raise AltNeeded
    shrunk = pictures.shrink(data)
    with transaction.atomic():
        product = Product.objects.select_for_update().get(pk=product_id)
        positions = list(product.pictures.values_list("position", flat=True))
        if len(positions) >= rules.PICTURES_MAX:
            raise TooManyPictures(most=rules.PICTURES_MAX)
        picture = Picture(
            product=product,
            alt=alt.strip(),
            alt_en=alt_en.strip(),
            is_illustration=is_illustration,
            width=shrunk.width,
            height=shrunk.height,
            position=max(positions, default=-1) + 1,
        )
        picture.file.save(f"{uuid.uuid4().hex}.webp", ContentFile(shrunk.webp), save=True)
    return picture


def remove_picture(picture_id: int) -> None:
    """Take a picture away; its file goes once the row is gone. Twice is safe."""
    with transaction.atomic():
        picture = Picture.objects.select_for_update().filter(pk=picture_id).first()
        if picture is None:
            return
        file = picture.file
        picture.delete()
        transaction.on_commit(lambda: file.delete(save=False))


def _checked_producer(facts: ProducerFacts) -> ProducerFacts:
    checked = rules.check_producer(facts)
    village = places.check_code(facts.village_code, Level.VILLAGE, Level.TOWN)
    return replace(checked, village_code=village)


def _checked_product(facts: ProductFacts, producer: Producer) -> ProductFacts:
    checked = rules.check_product(facts)
    origin = places.check_code(
        facts.origin_code or producer.village_code, Level.COUNTY, Level.TOWN, Level.VILLAGE
    )
    reason = facts.origin_reason.strip()
    if rules.origin_fits(origin, producer.village_code):
        return replace(checked, origin_code=origin, origin_reason="")
    if not reason:
        county = rules.county_of(producer.village_code)
        names = place_names.full_names([origin, county])
        raise OriginElsewhere(origin=names[origin], county=names[county])
    return replace(checked, origin_code=origin, origin_reason=reason)
