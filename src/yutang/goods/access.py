"""Doors of the goods room: whoever asks gets only what is theirs to run, others get 404.

A producer's register is run by the producer's own person, by the clerks of the place it lies in,
and by operators. Product pages are public and are read through `queries.product_view`.
"""

from django.db.models import Q, QuerySet

from yutang.goods.models import Batch, Certificate, MarkUse, Picture, Producer, Product
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person


def registers(person: Person) -> tuple[str, ...]:
    """Return the codes of the places whose producers the person registers; ``""`` is all."""
    return people.places_of(person, "clerk")


def may_register_at(person: Person, place_code: str) -> bool:
    """Tell whether the person may write down a new producer of this place."""
    return people.may(person, "clerk", place_code)


def producers_of(person: Person) -> QuerySet[Producer]:
    """Return the producers whose register the person runs, by name."""
    ours = Q(person=person)
    for code in registers(person):
        ours |= Q(village_code__startswith=code)
    return Producer.objects.filter(ours).order_by("name", "id")


def need_register(person: Person) -> QuerySet[Producer]:
    """Return the producers that the person runs.

    Raises:
        NotFound: the person neither is a producer nor registers any.
    """
    producers = producers_of(person)
    if not registers(person) and not producers.exists():
        raise NotFound
    return producers


def runs(person: Person, producer: Producer) -> bool:
    """Tell whether the person runs this producer's register."""
    return producer.person_id == person.pk or may_register_at(person, producer.village_code)


def producer_for(person: Person, producer_id: int) -> Producer:
    """Return the producer.

    Raises:
        NotFound: there is none, or it is not the person's to run.
    """
    producer = Producer.objects.filter(pk=producer_id).first()
    if producer is None or not runs(person, producer):
        raise NotFound
    return producer


def product_for(person: Person, product_id: int) -> Product:
    """Return the product, with its producer, when the person runs the producer's register.

    Raises:
        NotFound: there is none, or it is not the person's to run.
    """
    product = Product.objects.select_related("producer").filter(pk=product_id).first()
    if product is None or not runs(person, product.producer):
        raise NotFound
    return product


def picture_for(person: Person, picture_id: int) -> Picture:
    """Return the picture, with product and producer; raises `NotFound` like `product_for`."""
    picture = Picture.objects.select_related("product__producer").filter(pk=picture_id).first()
    if picture is None or not runs(person, picture.product.producer):
        raise NotFound
    return picture


def batch_for(person: Person, batch_id: int) -> Batch:
    """Return the batch, with product and producer; raises `NotFound` like `product_for`."""
    found = Batch.objects.select_related("product__producer__person", "confirmed_by")
    batch = found.filter(pk=batch_id).first()
    if batch is None or not runs(person, batch.product.producer):
        raise NotFound
    return batch


def mark_for(person: Person, use_id: int) -> MarkUse:
    """Return a product's use of a mark; raises `NotFound` like `product_for`."""
    use = MarkUse.objects.select_related("product__producer").filter(pk=use_id).first()
    if use is None or not runs(person, use.product.producer):
        raise NotFound
    return use


def certificate_for(person: Person, number: str) -> Certificate:
    """Return the certificate with its batch, for who may print it; raises `NotFound`."""
    found = Certificate.objects.select_related("batch__product__producer__person")
    certificate = found.filter(number=number).first()
    if certificate is None or not runs(person, certificate.batch.product.producer):
        raise NotFound
    return certificate
