"""A shop's mark: its page with the formula, the rows behind each part, a line beside its goods."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.insight import access, cells, evidence
from yutang.insight.kindness import Judged, Level, Mark, Part
from yutang.insight.units import NOTHING, Text
from yutang.kernel.clock import wall
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import person_of

TITLES: dict[Part, Text] = {
    Part.PARCELS: _("Parcels in time"),
    Part.ANSWERS: _("Claims answered in time"),
    Part.REFUNDS: _("Refunds honoured"),
    Part.CERTIFICATES: _("Certificates complete"),
    Part.ORIGINS: _("Origin confirmed"),
    Part.SHARES: _("Share paid in time"),
}
FORMULAS: dict[Part, Text] = {
    Part.PARCELS: _(
        "Parcels that left by the promised hour ÷ parcels that had to leave; one that never left "
        "counts too."
    ),
    Part.ANSWERS: _(
        "Claims and complaints first answered by the promised hour ÷ all whose answer was due."
    ),
    Part.REFUNDS: _(
        "Claims in which the shop gave money back itself ÷ all that ended with money back; the "
        "others needed the county's decision."
    ),
    Part.CERTIFICATES: _(
        "Batches with a certificate before their first parcel left ÷ batches sent of goods that "
        "need one."
    ),
    Part.ORIGINS: _("Batches whose grower confirmed the origin ÷ batches sent."),
    Part.SHARES: _(
        "Settled orders whose farmer's share was in the bank account in time ÷ those for which "
        "the time is over, or which were paid."
    ),
}
LEVELS: dict[Level, Text] = {
    Level.KIND: _("Kind shop"),
    Level.NEAR: _("Nearly a kind shop"),
    Level.OPEN: _("Not yet a kind shop"),
    Level.EARLY: _("Too early for a mark"),
}


@dataclass(frozen=True)
class PartLine:
    """A part of a mark in words."""

    judged: Judged
    title: Text
    formula: Text

    @property
    def share(self) -> str:
        return NOTHING if self.judged.tenths is None else f"{tenths(self.judged.tenths)}%"

    @property
    def gain(self) -> str:
        return tenths(self.judged.gain)


def tenths(number: int) -> str:
    """Return tenths as people write them: 933 is 93.3."""
    return f"{number // 10}.{number % 10}"


@require_safe
@never_cache
def kind(request: HttpRequest, producer_id: int) -> HttpResponse:
    """Show what a shop has earned, part by part, and what would raise it."""
    door = access.shop_for(person_of(request), producer_id)
    mark, counted_at = evidence.kept_mark(door.shop.id)
    context = {
        **_said(mark),
        "shop": door.shop,
        "village": evidence.village_of(door.shop),
        "parts": [_line(each) for each in mark.parts],
        "sum": [_line(each) for each in mark.parts if each.counts],
        "ways": [_line(each) for each in mark.ways],
        "missing": [_line(each) for each in mark.growing],
        "at": wall(counted_at),
    }
    return render(request, "insight/kind.html", context)


@require_safe
@never_cache
def kind_rows(request: HttpRequest, producer_id: int, part: str) -> HttpResponse:
    """Show the rows behind a part of a shop's mark."""
    door = access.shop_for(person_of(request), producer_id)
    if part not in set(Part):
        raise NotFound
    asked = Part(part)
    page = row_id(request.GET.get("page")) or 1
    found = evidence.opened(door.shop.id, asked, page, full=door.full)
    tenths_kept = found.count.kept * 1000 // found.count.of if found.count.of else None
    context = {
        "shop": door.shop,
        "title": TITLES[asked],
        "formula": FORMULAS[asked],
        "found": found,
        "share": NOTHING if tenths_kept is None else f"{tenths(tenths_kept)}%",
        "lines": [
            ([(column, cells.text(column, row)) for column in found.columns], row)
            for row in found.lines
        ],
    }
    return render(request, "insight/kind_rows.html", context)


def beside_product(request: HttpRequest, product_id: int) -> str:
    """The mark of who sells a product, with the way to how it came about."""
    return _panel(request, evidence.shop(product=product_id))


def beside_producer(request: HttpRequest, producer_id: int) -> str:
    """The same in the register, for who runs the shop."""
    return _panel(request, evidence.shop(producer_id))


def _panel(request: HttpRequest, shop: evidence.ShopView | None) -> str:
    if shop is None:
        return ""
    context = {**_said(evidence.kept_mark(shop.id)[0]), "shop": shop}
    return render_to_string("insight/_kind.html", context, request)


def _said(mark: Mark) -> dict[str, object]:
    return {
        "mark": mark,
        "points": NOTHING if mark.tenths is None else tenths(mark.tenths),
        "level": LEVELS[mark.level],
    }


def _line(judged: Judged) -> PartLine:
    return PartLine(judged, TITLES[judged.part], FORMULAS[judged.part])
