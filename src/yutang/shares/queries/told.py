"""What pages tell about shares: what is planned of a price, and what was settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Sum
from django.db.models.functions import JSONObject

from yutang.people.access import Person
from yutang.shares import rules
from yutang.shares.models import LotShare, Settlement, Share, Split, SplitPart
from yutang.shares.queries.splits import PartView, part_views
from yutang.shares.rules import Part
from yutang.trade.queries import OrderView


@dataclass(frozen=True)
class Told:
    """Who gets what of a sum of fen; the farmer first."""

    whole_fen: int
    parts: tuple[PartView, ...]

    @property
    def farmer_fen(self) -> int:
        return sum(part.amount_fen for part in self.parts if part.kind == rules.FARMER)

    @property
    def farmer_percent(self) -> int:
        return rules.percent(self.farmer_fen, self.whole_fen)


@dataclass(frozen=True)
class OrderTold:
    """An order's money: planned until it is settled, then settled; less what went back."""

    told: Told
    settled_at: datetime | None
    is_held: bool
    back_fen: int
    """What went back to the buyer; only once it is settled."""


@dataclass(frozen=True)
class SumTold:
    """What many settled orders made of what was planned, and (a product) its price now."""

    price: Told | None
    planned: Told
    settled: Told


@dataclass(frozen=True)
class LotTold:
    """A lot's newest split: what it makes of the price, and whether it is in force."""

    lot_id: int
    told: Told
    has_split: bool
    is_agreed: bool


class _Found(NamedTuple):
    lot_id: int
    price_fen: int
    agreed_at: datetime | None
    parts: tuple[Part, ...]


def told_of_order(order: OrderView) -> OrderTold:
    """Return who gets what of an order; two queries."""
    state = Settlement.objects.filter(order_id=order.id).first()
    if state is not None and state.settled_at is not None:
        rows = Share.objects.filter(order_id=order.id).values_list("kind")
        got = dict(rows.annotate(fen=Sum("amount_fen")))
        left = sum(got.values())
        return OrderTold(_told(got, left), state.settled_at, False, order.total_fen - left)
    agreed = Split.objects.filter(lot_id=order.lot_id, agreed_at__lte=order.placed_at)
    split = _first(agreed.order_by("-agreed_at", "-id"))
    planned = _planned(split.parts if split else (), order.amount_fen, order.quantity)
    if order.freight_fen:
        planned[rules.FREIGHT] = planned.get(rules.FREIGHT, 0) + order.freight_fen
    is_held = state is not None and state.held_at is not None
    return OrderTold(_told(planned, order.total_fen), None, is_held, 0)


def told_of_product(product_id: int) -> SumTold:
    """Return what is planned of its latest agreed price, and what was settled; two queries."""
    return _of_lots(Split.objects.filter(lot__product=product_id), lot__product=product_id)


def told_of_batch(batch_id: int) -> SumTold:
    """Return what is planned of the latest agreed price of a batch, and what was settled of it;
    two queries.
    """
    return _of_lots(Split.objects.filter(lot__batch=batch_id), lot__batch=batch_id)


def told_of_place(code: str) -> SumTold:
    """Return what the settled orders of a place's goods made; one query."""
    origin = LotShare.objects.filter(lot__product__origin_code__startswith=code)
    return _sums(origin, None)


def told_of_lot(lot_id: int) -> LotTold | None:
    """Return the lot's newest split, agreed or not; None: it has none. One query."""
    found = _first(Split.objects.filter(lot_id=lot_id).order_by("-version"))
    if found is None:
        return None
    return LotTold(lot_id, _of_price(found), True, found.agreed_at is not None)


def waiting_for(person: Person) -> list[int]:
    """Return the lots whose newest split waits for the person's own word; one query."""
    newest = Split.objects.filter(lot__isnull=False).order_by("lot_id", "-version")
    asked = Split.objects.filter(pk__in=newest.distinct("lot_id").values("pk"), agreed_at=None)
    farmer = asked.filter(farmer__producer__person=person).exclude(agreements__side="farmer")
    host = asked.filter(parts__kind=rules.HOST, parts__payee__person=person).exclude(
        agreements__side="host"
    )
    lots = farmer.values_list("lot_id", flat=True).union(host.values_list("lot_id", flat=True))
    return sorted(lots)


_PARTS = ArraySubquery(
    SplitPart.objects.filter(split=OuterRef("pk"))
    .order_by("pk")
    .values(
        part=JSONObject(
            kind="kind",
            payee="payee_id",
            basis_points="basis_points",
            fixed_fen="fixed_fen",
            per="per",
            cap_fen="cap_fen",
        )
    )
)


def _first(splits: QuerySet[Split]) -> _Found | None:
    """Return the first of these splits of lots with its parts; one query."""
    rows: Iterable[tuple[Any, ...]] = splits.annotate(told=_PARTS).values_list(
        "lot_id", "lot__price_fen", "agreed_at", "told"
    )[:1]
    for lot_id, price_fen, agreed_at, parts in rows:
        return _Found(lot_id, price_fen, agreed_at, tuple(Part(**part) for part in parts))
    return None


def _planned(parts: tuple[Part, ...], amount_fen: int, quantity: int) -> dict[str, int]:
    kinds = (rules.FARMER, *(part.kind for part in parts))
    return dict(zip(kinds, rules.divide(parts, amount_fen, quantity), strict=True))


def _of_price(found: _Found) -> Told:
    return _told(_planned(found.parts, found.price_fen, 1), found.price_fen)


def _told(fen: dict[str, int], whole_fen: int) -> Told:
    ordered = sorted(fen.items(), key=lambda item: rules.KINDS.index(rules.kind_of(item[0])))
    return Told(whole_fen, tuple(part_views(((kind, "", got) for kind, got in ordered), whole_fen)))


def _of_lots(splits: QuerySet[Split], **of: int) -> SumTold:
    split = _first(splits.filter(agreed_at__isnull=False).order_by("-agreed_at", "-id"))
    price = _of_price(split) if split else None
    return _sums(LotShare.objects.filter(**of), price)


def _sums(rows: QuerySet[LotShare], price: Told | None) -> SumTold:
    planned: dict[str, int] = {}
    settled: dict[str, int] = {}
    for kind, before, after in rows.values_list("kind").annotate(
        before=Sum("planned_fen"), after=Sum("settled_fen")
    ):
        planned[kind], settled[kind] = before, after
    return SumTold(
        price, _told(planned, sum(planned.values())), _told(settled, sum(settled.values()))
    )
