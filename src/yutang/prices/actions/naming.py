"""What names mean: decided by a person, remembered, and to be taken back without loss."""

from collections.abc import Iterable
from typing import Final

from django.db import IntegrityError, transaction

from yutang.goods import access as goods_access
from yutang.goods import classes
from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.prices import access
from yutang.prices.errors import GoodThere, SameGood, UnknownClass
from yutang.prices.models import GoodName, GoodOfProduct, PriceAlert, QuotedGood
from yutang.prices.rules.spelling import ALIKE_SURELY, Alike, class_within

_CLASS_DIGITS: Final = (0, 2, 4, 6)


def own_goods(by: Person | None) -> int:
    """Make each name that waits a good of its own, unless a good is like it; return how many.

    Within the caller's transaction, which lets nobody else write names meanwhile.
    """
    known = Alike(QuotedGood.objects.values_list("name", flat=True))
    made: list[tuple[GoodName, QuotedGood]] = []
    for name in GoodName.objects.filter(kind="").order_by("pk"):
        title = str(name)
        if not known.has(title, ALIKE_SURELY):
            known.add(title)
            made.append((name, _good_named(name)))
    _own(made, by)
    return len(made)


def map_all_new(by: Person) -> int:
    """Make all names that wait goods of their own, also those that are like another.

    Names that read the same as a good that is there are that good.
    """
    access.need_keeper(by)
    with transaction.atomic():
        there = {good.name: good for good in QuotedGood.objects.all()}
        waiting = list(GoodName.objects.select_for_update().filter(kind="").order_by("pk"))
        made = []
        for name in waiting:
            good = there.get(str(name))
            if good is None:
                good = there[str(name)] = _good_named(name)
                made.append((name, good))
            else:
                _decide(name, good, GoodName.Kind.MAPPED, by)
        _own(made, by)
    return len(waiting)


def map_name(name_id: int, to: int | None, by: Person) -> GoodName:
    """Say which good a name means; `to` None: it is a good of its own.

    Raises:
        NotFound: no such name or good, or the person keeps no prices.
    """
    with transaction.atomic():
        name = GoodName.objects.select_for_update().get(pk=access.name_for(by, name_id).pk)
        if to is not None:
            return _decide(name, access.good(to), GoodName.Kind.MAPPED, by)
        fresh = _good_named(name)
        same = QuotedGood.objects.filter(name=fresh.name).first()
        if same is None:
            fresh.save()
        return _decide(name, same or fresh, GoodName.Kind.OWN, by)


def leave_aside(name_id: int, by: Person) -> GoodName:
    """Leave a name aside: its quotes are kept and count nowhere.

    Raises:
        NotFound: no such name, or the person keeps no prices.
    """
    with transaction.atomic():
        name = GoodName.objects.select_for_update().get(pk=access.name_for(by, name_id).pk)
        return _decide(name, None, GoodName.Kind.IGNORED, by)


def put_back(name_id: int, by: Person) -> GoodName:
    """Take back what was decided of a name: it waits again, and its quotes count nowhere.

    Raises:
        NotFound: no such name, or the person keeps no prices.
    """
    with transaction.atomic():
        name = GoodName.objects.select_for_update().get(pk=access.name_for(by, name_id).pk)
        return _decide(name, None, "", by)


def merge(good_id: int, into_id: int, by: Person) -> QuotedGood:
    """Make two goods one: names, products and alerts of the first are the second's.

    Raises:
        SameGood: they are one already.
        NotFound: one of them is not there, or the person keeps no prices.
    """
    access.need_keeper(by)
    if good_id == into_id:
        raise SameGood
    with transaction.atomic():
        ids = sorted((good_id, into_id))
        list(QuotedGood.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
        gone, into = access.good(good_id), access.good(into_id)
        GoodName.objects.filter(good=gone).update(
            good=into, kind=GoodName.Kind.MAPPED, decided_by=by, decided_at=now()
        )
        GoodOfProduct.objects.filter(good=gone).update(good=into, by=by, at=now())
        PriceAlert.objects.filter(good=gone).update(good=into)
        gone.delete()
    return into


def edit_good(good_id: int, name: str, name_en: str, class_code: str, by: Person) -> QuotedGood:
    """Correct how a good is called and classed.

    Raises:
        GoodThere, UnknownClass
        NotFound: there is none, or the person keeps no prices.
    """
    access.need_keeper(by)
    code = class_code.strip()
    if len(code) not in _CLASS_DIGITS or (code and not (code.isascii() and code.isdigit())):
        raise UnknownClass
    good = access.good(good_id)
    good.name, good.name_en, good.class_code = name, name_en, code
    try:
        with transaction.atomic():
            good.save()
    except IntegrityError as error:
        raise GoodThere from error
    return good


def set_product_good(product_id: int, good_id: int | None, by: Person) -> None:
    """Say with which good a product of the person's place is compared; None: with none.

    Raises:
        NotFound: no such product or good, or the product is of another place.
    """
    product = goods_access.product_for(access.need_keeper(by), product_id)
    if good_id is None:
        GoodOfProduct.objects.filter(product_id=product.pk).delete()
        return
    GoodOfProduct.objects.update_or_create(
        product_id=product.pk,
        defaults={"good": access.good(good_id), "by": by, "at": now()},
    )


def _good_named(name: GoodName) -> QuotedGood:
    words = ((_crop(chinese), code) for code, (chinese, _en) in classes.NAMES.items())
    return QuotedGood(name=str(name), class_code=class_within(name.name, words))


def _crop(chinese: str) -> str:
    """Return the word of a class that a name may hold: 香蕉类 is 香蕉."""
    return chinese.removesuffix("类")


def _own(made: Iterable[tuple[GoodName, QuotedGood]], by: Person | None) -> None:
    pairs = list(made)
    QuotedGood.objects.bulk_create([good for _name, good in pairs])
    for name, good in pairs:
        name.good, name.kind = good, GoodName.Kind.OWN
        name.decided_by, name.decided_at = by, now()
    GoodName.objects.bulk_update(
        [name for name, _good in pairs], ["good", "kind", "decided_by", "decided_at"], 500
    )


def _decide(name: GoodName, good: QuotedGood | None, kind: str, by: Person) -> GoodName:
    name.good, name.kind, name.decided_by, name.decided_at = good, kind, by, now()
    name.save(update_fields=["good", "kind", "decided_by", "decided_at"])
    return name
