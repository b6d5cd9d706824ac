"""Figures of places that the specialities room offers: sales here, producers, marks."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yutang.goods.queries.classes import marks_held, producers_count
from yutang.kernel.clock import today
from yutang.plumbing import figures
from yutang.plumbing.figures import Figure
from yutang.specialities.models import ClassYear
from yutang.specialities.rules.indicators import MARKS, PRODUCERS, SALES

_FEN = Decimal(100)


def offer() -> None:
    """Offer them; a place of which nothing is written down has 0: here that is known."""
    figures.offer(
        Figure(
            name=SALES,
            title=_("Net sales on this platform"),
            unit=_("yuan"),
            told=_("Orders paid here less refunds, of goods from the place, by day of order."),
            read=_sales,
            rows=_rows,
            digits=2,
            order=60,
        )
    )
    figures.offer(
        Figure(
            name=PRODUCERS,
            title=_("Producers registered"),
            unit=_("producers"),
            told=_("Households, co-operatives and firms of the place with a product, as of now."),
            read=_producers,
            order=61,
        )
    )
    figures.offer(
        Figure(
            name=MARKS,
            title=_("Marks held"),
            unit=_("marks"),
            told=_("Green food, organic and geographical indications valid at the year's end."),
            read=_marks,
            order=62,
        )
    )


def _sales(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    if year > today().year:
        return {}
    rows = ClassYear.objects.filter(place_code__in=codes, year=year).values_list("place_code")
    known = dict(rows.annotate(fen=Sum("sales_fen")))
    return {code: known.get(code, 0) / _FEN for code in codes}


def _producers(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return the number registered by the end of the year."""
    day = _day(year)
    found = producers_count(codes, day) if day else {}
    return {code: Decimal(count) for code, count in found.items()}


def _marks(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    day = _day(year)
    found = marks_held(codes, day) if day else {}
    return {code: Decimal(count) for code, count in found.items()}


def _day(year: int) -> date | None:
    """Return the year's last day, or today in the year that runs; none for years to come."""
    now = today()
    if year > now.year:
        return None
    return now if year == now.year else date(year, 12, 31)


def _rows(code: str, year: int) -> str:
    return f"{reverse('specialities:place', args=[code])}?year={year}&by=sales"
