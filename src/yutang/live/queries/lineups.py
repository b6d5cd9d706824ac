"""Reads of a sale's lineup for its pages: each lot with what is said about it, and the caps."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.live.models import LineupItem, Pin, Sale
from yutang.places.queries import names
from yutang.places.rules import level_of, short_name
from yutang.trade import queries as trade
from yutang.trade.queries import CapKind, LotView


@dataclass(frozen=True, slots=True)
class LineupRow:
    """One lot of a lineup with what the page says about it."""

    position: int
    lot: LotView
    place: str
    """Where it comes from, short: 承德宽城."""
    pinned: bool

    @property
    def open(self) -> bool:
        return self.lot.is_open

    @property
    def gone(self) -> bool:
        return self.lot.is_sold_out and self.lot.stocked > 0

    @property
    def opens_later(self) -> bool:
        """Orders begin at a moment that is still to come."""
        return self.lot.opens_at is not None and self.lot.opens_at > now()

    @property
    def numbers_early(self) -> bool:
        """Numbers for its draw are given before the sale is live."""
        return self.lot.by_ticket and self.opens_later and self.open

    @property
    def line_said(self) -> str:
        """When it opens or gets more, who waits, how far they are called; as `rack.js` says it."""
        lot = self.lot
        said = []
        if lot.opens_at is not None and self.opens_later:
            said.append(_("On sale at {time}").format(time=f"{wall(lot.opens_at):%H:%M}"))
        if lot.next_wave_at is not None:
            said.append(_("More at {time}").format(time=f"{wall(lot.next_wave_at):%H:%M}"))
        if lot.waiting:
            said.append(_("{count} waiting").format(count=f"{lot.waiting:,}"))
        if lot.called and (lot.by_ticket or lot.waiting):
            said.append(_("Called to {called}").format(called=f"{lot.called:,}"))
        return " · ".join(said)

    @property
    def removable(self) -> bool:
        """Nobody holds, has bought or waits for any of it."""
        return not (self.lot.held or self.lot.sold or self.lot.waiting)

    @property
    def per(self) -> str:
        """The price by weight, in both units; empty for goods sold by the piece."""
        jin, kg = self.lot.per_jin_fen, self.lot.per_kg_fen
        if jin is None or kg is None:
            return ""
        return _("¥%(jin)s/jin · ¥%(kg)s/kg") % {"jin": yuan(jin), "kg": yuan(kg)}


@dataclass(frozen=True, slots=True)
class CapRow:
    """A cap of the sale and how far it is, in words."""

    kind: CapKind
    most: int
    taken: int

    @property
    def label(self) -> str:
        words = {
            "orders": _("Orders"),
            "fen": _("Sold for"),
            "parcels_day": _("Parcels today"),
        }
        return words[self.kind]

    @property
    def full(self) -> bool:
        return self.taken >= self.most

    @property
    def shown(self) -> int:
        """What the bar shows: one that was set below what is taken is simply full."""
        return min(self.taken, self.most)

    @property
    def taken_said(self) -> str:
        return self._say(self.taken)

    @property
    def most_said(self) -> str:
        return self._say(self.most)

    def _say(self, value: int) -> str:
        return f"¥{yuan(value)}" if self.kind == "fen" else f"{value:,}"


def lineup(sale: Sale) -> list[LineupRow]:
    """Return the lots of the sale in the order of its lineup."""
    lots = list(LineupItem.objects.filter(sale=sale).values_list("lot_id", flat=True))
    views = {view.id: view for view in trade.lot_views(lots)}
    pinned = pinned_lot(sale)
    places = short_places({view.product.county_code for view in views.values()})
    return [
        LineupRow(number, views[lot], places[views[lot].product.county_code], pinned=lot == pinned)
        for number, lot in enumerate(lots, start=1)
    ]


def lineup_lots(sale_id: int) -> list[int]:
    """Return the ids of a sale's lots in the order of its lineup."""
    return list(LineupItem.objects.filter(sale_id=sale_id).values_list("lot_id", flat=True))


def lot_of(sale: Sale, lot_id: int) -> LotView:
    """Return one lot of the sale's lineup.

    Raises:
        NotFound: it is not there.
    """
    if not LineupItem.objects.filter(sale=sale, lot_id=lot_id).exists():
        raise NotFound
    (view,) = trade.lot_views([lot_id])
    return view


def caps(sale: Sale) -> list[CapRow]:
    """Return the caps of the sale with what is taken of them."""
    return [CapRow(cap.kind, cap.most, cap.taken) for cap in trade.caps_of_sale(sale.pk)]


def counties_of(sale: Sale) -> tuple[str, ...]:
    """Return the names of the sale's counties, in its order."""
    known = short_places(sale.county_codes)
    return tuple(known[code] or code for code in sale.county_codes)


def short_places(codes: Collection[str]) -> dict[str, str]:
    """Return county codes as people say them, prefecture first: 130827 → 承德宽城."""
    known = names({part for code in codes for part in (code[:4], code)})
    return {
        code: "".join(
            short_name(known[part], level_of(part)) for part in dict.fromkeys((code[:4], code))
        )
        for code in codes
    }


def pinned_lot(sale: Sale) -> int | None:
    """Return the id of the lot being explained now."""
    return Pin.objects.filter(sale=sale, until=None).values_list("lot_id", flat=True).first()
