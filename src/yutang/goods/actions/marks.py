"""Marks: written down from their documents, shown while they are valid, taken down."""

import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from yutang.goods import access, pictures
from yutang.goods.actions.once import once
from yutang.goods.errors import ClerkAuthorises, DocumentNeeded, MarkThere, OutsideArea
from yutang.goods.models import Mark, MarkUse, Product
from yutang.goods.queries import place_lines
from yutang.goods.rules import MarkFacts, marks
from yutang.kernel.clock import now, today
from yutang.people.access import Person


def add_mark(product_id: int, facts: MarkFacts, document: bytes | None, by: Person) -> MarkUse:
    """Write down that a product may show a mark, with a picture of what says so.

    A geographical indication is entered by the clerk of the producer's place, who has seen the
    authorisation; the product comes from the area.

    Raises:
        BadFact: a number of wrong form, no holder, area or authorisation, a validity that is over.
        ClerkAuthorises, OutsideArea, DocumentNeeded, NotAPicture, PictureTooLarge
        MarkThere: the product has it.
    """
    product = Product.objects.select_related("producer").get(pk=product_id)
    checked = marks.check_mark(facts, today())
    if checked.kind == marks.ORIGIN:
        _check_origin(product, checked, by)
    if not document:
        raise DocumentNeeded
    shrunk = pictures.shrink(document)
    with once("goods_markuse_once", MarkThere()):
        mark = _mark(checked)
        use = MarkUse(
            mark=mark,
            product=product,
            authority=checked.authority,
            valid_from=checked.valid_from,
            valid_until=checked.valid_until,
            by=by,
        )
        use.document.save(f"{uuid.uuid4().hex}.webp", ContentFile(shrunk.webp), save=False)
        use.save()
    return use


def end_mark(use_id: int) -> None:
    """Take a mark down from its product; the record stays. Twice is safe."""
    with transaction.atomic():
        MarkUse.objects.filter(pk=use_id, ended_at=None).update(ended_at=now())


def _check_origin(product: Product, facts: MarkFacts, by: Person) -> None:
    if not access.may_register_at(by, product.producer.village_code):
        raise ClerkAuthorises
    if not marks.lies_in(product.origin_code, facts.area_code):
        names = place_lines([product.origin_code, facts.area_code])
        raise OutsideArea(origin=names[product.origin_code], area=names[facts.area_code])


def _mark(facts: MarkFacts) -> Mark:
    """Return the mark of this document, written down at its first use."""
    made, _is_new = Mark.objects.get_or_create(
        kind=facts.kind,
        number=facts.number,
        defaults={
            "enterprise_number": facts.enterprise_number,
            "name": facts.name,
            "holder": facts.holder,
            "area_code": facts.area_code,
        },
    )
    return made
