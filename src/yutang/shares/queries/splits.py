"""Splits of lots as pages show them: parts with names, who has agreed, what a price becomes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from yutang.shares import rules
from yutang.shares.models import Agreement, PartKind, Split
from yutang.shares.queries.payees import PayeeView, payee_views
from yutang.shares.rules import Part, Version

Side = Agreement.Side


@dataclass(frozen=True)
class PartView:
    """One party's part of a price or an order, in fen, and in whole percent of the whole."""

    kind: str
    kind_name: str
    payee_name: str
    amount_fen: int
    percent: int


@dataclass(frozen=True)
class SignView:
    """One side's word: when and by whom it was given; a reason where the clerk recorded it."""

    side: str
    side_name: str
    name: str
    person_id: int | None
    """Who signs for themselves; None: has no account, the clerk records it."""
    at: datetime | None
    reason: str


@dataclass(frozen=True)
class SplitView:
    """A version of a lot's split."""

    id: int
    lot_id: int
    version: int
    made_at: datetime
    agreed_at: datetime | None
    parts: tuple[Part, ...]
    payees: dict[int, PayeeView]
    farmer: int
    signs: tuple[SignView, ...]

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None

    def of_price(self, price_fen: int, quantity: int = 1) -> list[PartView]:
        """Return what each gets of so many units, the farmer first; parts of 0 fen are left out."""
        fen = rules.divide(self.parts, price_fen * quantity, quantity)
        named = [(rules.FARMER, self.farmer), *((part.kind, part.payee) for part in self.parts)]
        return part_views(
            (
                (kind, self.payees[payee].name if payee in self.payees else "", amount)
                for (kind, payee), amount in zip(named, fen, strict=True)
            ),
            price_fen * quantity,
        )


def part_views(rows: Iterable[tuple[str, str, int]], whole_fen: int) -> list[PartView]:
    """Return (kind, payee's name, fen) as pages show them."""
    return [
        PartView(kind, str(PartKind(kind).label), name, fen, rules.percent(fen, whole_fen))
        for kind, name, fen in rows
        if fen
    ]


def latest_split(lot_id: int) -> SplitView | None:
    """Return the lot's newest version, agreed or not; three queries."""
    found = Split.objects.filter(lot_id=lot_id).order_by("-version").first()
    return None if found is None else split_view(found)


def splits_in_force(lot_ids: Collection[int], at: datetime) -> dict[int, SplitView]:
    """Return the version that is in force for each of these lots; those without have none."""
    agreed = Split.objects.filter(lot__in=lot_ids, agreed_at__lte=at)
    newest = agreed.order_by("lot_id", "-agreed_at", "-id").distinct("lot_id")
    return {view.lot_id: view for view in _views(newest)}


def split_view(split: Split) -> SplitView:
    """Return a version with its parts, names and agreements."""
    return _views([split])[0]


def default_parts(place_code: str) -> tuple[Part, ...]:
    """Return what a new split of this place starts from: its county's default, else everybody's."""
    codes = [place_code[:6], place_code[:4], place_code[:2], ""]
    known = Split.objects.filter(lot=None, place_code__in=codes).prefetch_related("parts")
    best = max(known, key=lambda split: (len(split.place_code), split.version), default=None)
    return () if best is None else parts_of(best)


def parts_of(split: Split) -> tuple[Part, ...]:
    """Return a version's parts besides the farmer's, in the order they were written."""
    return tuple(
        Part(
            rules.kind_of(part.kind),
            part.payee_id or 0,
            part.basis_points,
            part.fixed_fen,
            "unit" if part.per == "unit" else "order",
            part.cap_fen,
        )
        for part in sorted(split.parts.all(), key=lambda part: part.pk)
    )


def signers(farmer: int, parts: Iterable[Part]) -> dict[str, int]:
    """Return the payees of the sides that have to agree: the farmer, and a host who gets a part."""
    sides = {Side.FARMER.value: farmer}
    for part in parts:
        if part.kind == rules.HOST:
            sides[Side.HOST.value] = part.payee
    return sides


def version_of(view: SplitView) -> Version | None:
    """Return an agreed version for the rules; None: nobody has agreed yet."""
    if view.agreed_at is None:
        return None
    return Version(view.id, view.agreed_at, view.farmer, view.parts)


def _views(splits: Iterable[Split]) -> list[SplitView]:
    listed = list(splits)
    ids = [split.pk for split in listed]
    full = Split.objects.prefetch_related("parts", "agreements").in_bulk(ids)
    parts = {pk: parts_of(split) for pk, split in full.items()}
    asked = {part.payee for of_split in parts.values() for part in of_split}
    asked |= {split.farmer_id for split in full.values() if split.farmer_id}
    payees = payee_views(asked)
    return [_split_view(full[pk], parts[pk], payees) for pk in ids]


def _split_view(split: Split, parts: tuple[Part, ...], payees: dict[int, PayeeView]) -> SplitView:
    assert split.lot_id is not None, "views are of lots' splits"
    assert split.farmer_id is not None, "a lot's split has its farmer"
    given = {each.side: each for each in split.agreements.all()}
    signs = tuple(
        SignView(
            side,
            str(Side(side).label),
            payees[payee].name,
            payees[payee].person_id,
            given[side].at if side in given else None,
            given[side].reason if side in given else "",
        )
        for side, payee in signers(split.farmer_id, parts).items()
    )
    return SplitView(
        split.pk,
        split.lot_id,
        split.version,
        split.made_at,
        split.agreed_at,
        parts,
        {payee: payees[payee] for payee in {split.farmer_id, *(part.payee for part in parts)}},
        split.farmer_id,
        signs,
    )
