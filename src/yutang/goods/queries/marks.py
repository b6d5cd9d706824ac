"""Marks of products: those that may be shown today, and those that run out."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from yutang.goods.models import MarkUse, Producer
from yutang.goods.rules import marks
from yutang.kernel.clock import today
from yutang.places import queries as places


@dataclass(frozen=True)
class MarkView:
    """A product's use of a mark. `label`: what kind it is, in the reader's language."""

    id: int
    kind: str
    label: str
    number: str
    enterprise_number: str
    name: str
    holder: str
    area: str
    authority: str
    valid_from: date
    valid_until: date
    document: str
    """Address of the picture."""
    is_shown: bool
    """Buyers see it today."""
    is_due: bool
    """It has run out, or will within 90 days."""


def marks_of(product_id: int) -> tuple[MarkView, ...]:
    """Return the marks of a product that nobody took down, whether they are shown or not."""
    uses = list(_standing().filter(product=product_id))
    names = places.full_names({use.mark.area_code for use in uses if use.mark.area_code})
    return tuple(_view(use, names, today()) for use in uses)


def shown_marks(product_id: int) -> tuple[MarkView, ...]:
    """Return the marks that buyers see today: an expired one is not among them."""
    return tuple(mark for mark in marks_of(product_id) if mark.is_shown)


def marks_due(producers: QuerySet[Producer]) -> QuerySet[MarkUse]:
    """Return the marks of these producers that have run out or will within 90 days."""
    until = today() + timedelta(days=marks.REMIND_DAYS)
    due = _standing().filter(product__producer__in=producers, valid_until__lte=until)
    return due.select_related("mark", "product").order_by("valid_until", "id")


def _standing() -> QuerySet[MarkUse]:
    return MarkUse.objects.filter(ended_at=None).select_related("mark").order_by("id")


def _view(use: MarkUse, names: dict[str, str], day: date) -> MarkView:
    mark = use.mark
    return MarkView(
        id=use.pk,
        kind=mark.kind,
        label=str(mark.get_kind_display()),
        number=mark.number,
        enterprise_number=mark.enterprise_number,
        name=mark.name,
        holder=mark.holder,
        area=names.get(mark.area_code, ""),
        authority=use.authority,
        valid_from=use.valid_from,
        valid_until=use.valid_until,
        document=use.document.url,
        is_shown=marks.is_shown(day, use.valid_from, use.valid_until),
        is_due=marks.is_due(day, use.valid_until),
    )
