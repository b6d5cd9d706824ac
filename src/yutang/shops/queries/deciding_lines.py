"""What a table of sold lines would do: decided, never written."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from yutang.goods import queries as goods
from yutang.kernel.clock import wall
from yutang.kernel.money import yuan
from yutang.places import queries as places
from yutang.plumbing.seal import digest_each
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Row, Table, read
from yutang.plumbing.sheets.trial import Decided, Outcome, Verdict
from yutang.shops.columns import LINES, LINES_KEY
from yutang.shops.errors import FewerThanKnown, LineTwice, NotPaid, UnknownDestination
from yutang.shops.models import Listing, Origin, PlatformOrder, ShopMonth, SoldLine
from yutang.shops.queries.deciding import beginning_of, order_refusal
from yutang.shops.rules.destinations import province_of

_FOUND_MOST: Final = 20
_GRAMS_A_KG: Final = Decimal(1000)
_COMPARED: Final = (
    "number_digest", "good", "product_id", "origin_code", "sold_at", "units", "grams",
    "amount_fen", "refunded_fen", "to_province", "buyer",
)  # fmt: skip


@dataclass(frozen=True)
class LineSaid:
    """A line as another platform says it: numbers and the buyer as keyed digests only."""

    line_digest: bytes
    number_digest: bytes
    good: str
    product_id: int | None
    origin_code: str
    sold_at: datetime
    modified_at: datetime
    units: int
    grams: int | None
    amount_fen: int
    refunded_fen: int
    to_province: str
    buyer: int | None

    @property
    def month(self) -> date:
        return wall(self.sold_at).date().replace(day=1)


@dataclass
class LinesDecided:
    """What a table of sold lines would do, and the lines that are new or changed."""

    outcome: Outcome
    said: list[LineSaid] = field(default_factory=list)


@dataclass(frozen=True)
class _Kinds:
    """What the rows of a table share: whose shop, which goods it has, which places are meant."""

    listing: Listing
    as_of: date
    products: dict[str, tuple[int, str, int | None]]
    provinces: dict[str, str]


def decide_lines(data: bytes, listing: Listing, as_of: date) -> LinesDecided:
    """Decide a table of lines sold by a listing; `as_of`: when it was exported."""
    table = read(data, LINES, LINES_KEY)
    kinds = _Kinds(
        listing,
        as_of,
        _products_of(listing.shop.producer_id, {row["good"] for row in table.rows}),
        {text: _province(text) for text in {row["province"] for row in table.rows} if text},
    )
    lines = _lines(table, kinds)
    known = _known(listing, [each.line_digest for _row, each in lines])
    problems, decided, said = [], [], []
    first: dict[bytes, int] = {}
    for row, line in lines:
        refusal = order_refusal(row, listing)
        if refusal is None and line.line_digest in first:
            refusal = "line", LineTwice(row=first[line.line_digest])
        if refusal is not None:
            problems.append(table.problem(row, *refusal))
            continue
        first[line.line_digest] = row.number
        _note(table, row, line)
        verdict = _verdict(line, known.get(line.line_digest))
        decided.append(Decided(row.number, verdict, _about(line), f"¥{yuan(line.amount_fen)}"))
        if verdict != Verdict.SAME:
            said.append(line)
    _note_months(table, listing, said)
    return LinesDecided(Outcome.of(table, decided, problems), said)


def _lines(table: Table, kinds: _Kinds) -> list[tuple[Row, LineSaid]]:
    platform = kinds.listing.platform
    orders = digest_each(f"order:{platform}:{row['order']}" for row in table.rows)
    lines = digest_each(
        f"line:{platform}:{row['order']}:{row['line'] or row['good']}" for row in table.rows
    )
    buyers = digest_each(
        f"buyer:{platform}:{row['buyer']}" if row["buyer"] else "" for row in table.rows
    )
    return [
        (row, _line(row, (order, line), buyer, kinds))
        for row, order, line, buyer in zip(table.rows, orders, lines, buyers, strict=True)
    ]


def _line(row: Row, marks: tuple[bytes, bytes], buyer: bytes, kinds: _Kinds) -> LineSaid:
    good, units = row["good"], 1 if row["units"] is None else row["units"]
    product, origin, net_g = kinds.products.get(good, (None, "", None))
    grams = None if net_g is None else units * net_g
    if row["kg"] is not None:
        grams = int(row["kg"] * _GRAMS_A_KG)
    return LineSaid(
        line_digest=marks[1],
        number_digest=marks[0],
        good=good,
        product_id=product,
        origin_code=origin or kinds.listing.shop.village_code,
        sold_at=row["placed_at"],
        modified_at=row["modified_at"] or max(beginning_of(kinds.as_of), row["placed_at"]),
        units=units,
        grams=grams,
        amount_fen=row["paid_fen"],
        refunded_fen=row["refunded_fen"] or 0,
        to_province=kinds.provinces.get(row["province"] or "", ""),
        buyer=int.from_bytes(buyer[:8], signed=True) if buyer else None,
    )


def _products_of(
    producer_id: int | None, names: Iterable[str]
) -> dict[str, tuple[int, str, int | None]]:
    """Return the producer's products of these names: id, place of origin, grams of a unit."""
    if producer_id is None:
        return {}
    named = {name: goods.product_named(producer_id, name) for name in names}
    views = goods.product_views([each for each in named.values() if each])
    return {
        name: (view.id, view.origin_code, view.net_weight_g)
        for name, found in named.items()
        if found and (view := views.get(found))
    }


def _province(text: str) -> str:
    """Return the province that a place's name lies in; empty when that is not clear."""
    exact = [each.code for each in places.provinces() if text in {each.name, each.short_name}]
    return province_of(exact or (each.code for each in places.find(text, _FOUND_MOST)))


def _known(listing: Listing, marks: Collection[bytes]) -> dict[bytes, SoldLine]:
    found = SoldLine.objects.filter(listing=listing, line_digest__in=marks)
    return {bytes(each.line_digest): each for each in found}


def _verdict(line: LineSaid, had: SoldLine | None) -> Verdict:
    if had is None:
        return Verdict.NEW
    before = [getattr(had, name) for name in _COMPARED]
    before[0] = bytes(had.number_digest)
    is_same = before == [getattr(line, name) for name in _COMPARED]
    return Verdict.SAME if is_same or line.modified_at < had.modified_at else Verdict.CHANGED


def _about(line: LineSaid) -> str:
    return f"{line.month:%Y-%m} · {line.good} × {line.units}"


def _note(table: Table, row: Row, line: LineSaid) -> None:
    if not line.amount_fen:
        _say(table, row, "paid_fen", NotPaid())
    if row["province"] and not line.to_province:
        _say(table, row, "province", UnknownDestination(text=row["province"]))


def _say(table: Table, row: Row, name: str, why: NotPaid | UnknownDestination) -> None:
    table.notes.append(Problem(**{**vars(table.problem(row, name, why)), "is_note": True}))


def _note_months(table: Table, listing: Listing, said: Iterable[LineSaid]) -> None:
    """Say where lines are of fewer orders than a month is known to have from elsewhere."""
    marks: dict[date, set[bytes]] = defaultdict(set)
    for each in said:
        marks[each.month].add(each.number_digest)
    for month, digest in PlatformOrder.objects.filter(listing=listing, month__in=marks).values_list(
        "month", "number_digest"
    ):
        marks[month].add(bytes(digest))
    elsewhere = (Origin.FILE, Origin.FOLDER, Origin.HAND)
    known = ShopMonth.objects.filter(listing=listing, month__in=marks, source__in=elsewhere)
    for month, orders in known.order_by("month").values_list("month", "orders"):
        if orders > len(marks[month]):
            why = FewerThanKnown(month=f"{month:%Y-%m}", known=orders, listed=len(marks[month]))
            table.notes.append(Problem("A1", "", "", why, sheet=table.sheet, is_note=True))
