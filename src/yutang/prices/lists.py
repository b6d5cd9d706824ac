"""Price lists as files: CSV or XLSX, plain or gzipped, as quotes and everything that is wrong.

Neither database nor Django's settings are asked, so a command may read a list anywhere:
``lists.read(path).rows``. Columns may stand in any order and be called in many ways.
"""

import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from yutang.kernel.errors import Refusal
from yutang.kernel.text import one_line
from yutang.plumbing.sheets import problems
from yutang.plumbing.sheets.cells import Line, Sheet, Value, plain
from yutang.plumbing.sheets.columns import At, Column, Day, Number, Text, half_width, is_blank
from yutang.plumbing.sheets.headings import WITHIN, Head, head_of
from yutang.plumbing.sheets.limits import MEGABYTE, Limits, TooLarge, Unreadable
from yutang.plumbing.sheets.reading import stream
from yutang.prices import errors
from yutang.prices.rules import doubles
from yutang.prices.rules.reading import Quoted, Said, quote_of, range_within, unit_within
from yutang.prices.rules.spelling import key_of, spec_of

LIMITS: Final = Limits(rows_max=400_000, bytes_max=32 * MEGABYTE, unpacked_bytes_max=200 * MEGABYTE)
"""Ten years of a large market's daily list."""
_GZIP: Final = b"\x1f\x8b"
_NUMBER: Final = Number(4, least=None, unit="元")
_DAY: Final = Day()
_Cell = TypeVar("_Cell")
_Yuan = Decimal | None
_UNIT_SAID: Final = re.compile(r"(元/[^)\]\s,;]+)")

COLUMNS: Final = (
    Column("name", "品名", "Good", Text(80), ("名称", "品种", "产品", "品种名称", "商品名称",
        "产品名称", "商品", "菜名", "prodname", "product", "name"), example="国光苹果"),
    Column("mean", "平均价", "Mean price", _NUMBER, ("均价", "平均", "平均价格", "中间价", "大宗价",
        "价格", "批发价", "批发价格", "avgprice", "price", "average price"), example="3.30"),
    Column("low", "最低价", "Lowest price", _NUMBER, ("最低", "最低价格", "低价", "lowprice",
        "lowest"), required=False, example="2.80"),
    Column("high", "最高价", "Highest price", _NUMBER, ("最高", "最高价格", "高价", "highprice",
        "highest"), required=False, example="3.80"),
    Column("spec", "规格", "Specification", Text(60), ("规格型号", "等级", "型号", "specinfo",
        "spec", "grade"), required=False, example="Φ80以上"),
    Column("origin", "产地", "Origin", Text(40), ("来源地", "place"), required=False),
    Column("unit", "单位", "Unit", Text(20), ("计量单位", "价格单位", "unitinfo"),
        required=False, example="斤"),
    Column("day", "发布日期", "Day", _DAY, ("日期", "时间", "发布时间", "报价日期", "采价日期",
        "pubdate", "date"), example="2024-07-05"),
    Column("market", "市场", "Market", Text(60), ("批发市场", "市场名称", "marketname"),
        required=False),
)  # fmt: skip


@dataclass(frozen=True)
class Dirt:
    """Something about a row; `column` names the cell where it is about one."""

    row: int
    column: str
    value: str
    why: Refusal
    cells: tuple[str, ...] = ()
    """The row as it stands, where it is not among the quotes."""


@dataclass
class PriceList:
    """What a list says: quotes that may count, and what is wrong, so that nothing is lost.

    Each of `lines` rows is one of `rows` or one of `out`. `held` are rows of `rows` that count
    only once somebody confirmed them; `notes` tell what was understood.
    """

    rows: list[Quoted] = field(default_factory=list)
    out: list[Dirt] = field(default_factory=list)
    held: dict[int, Refusal] = field(default_factory=dict)
    notes: list[Dirt] = field(default_factory=list)
    lines: int = 0
    headings: list[str] = field(default_factory=list)
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Each row as it stands."""
    wrong: list[Dirt] = field(default_factory=list)
    """About the file: headings that are missing. Then there are no rows."""

    @property
    def counts(self) -> Counter[str]:
        """How many rows have what, by the codes of `prices.errors`."""
        said = chain(self.out, self.notes)
        return Counter(each.why.code for each in said) + Counter(
            why.code for why in self.held.values()
        )

    @property
    def standing(self) -> list[Quoted]:
        """The quotes without those that are held back."""
        return [quote for quote in self.rows if quote.row not in self.held]


def read(path: Path | str, *, until: date | None = None, unit: str = "") -> PriceList:
    """Read the price list at this path; see `read_data`.

    Raises:
        OSError: no such file.
        Unreadable, TooLarge, TooManyRows, OldWorkbook
    """
    return read_data(Path(path).read_bytes(), until=until, unit=unit)


def read_data(
    data: bytes,
    *,
    until: date | None = None,
    unit: str = "",
    market: str = "",
    limits: Limits = LIMITS,
) -> PriceList:
    """Read a price list, whatever its columns are called.

    Days after `until` are refused; `unit` is taken where neither row nor heading says one,
    `market` where a row names none.

    Raises:
        Unreadable, TooLarge, TooManyRows, OldWorkbook
    """
    lines = stream(unpacked(data, limits), limits)
    first = list(islice(lines, WITHIN + 2))
    found = PriceList()
    head = head_of(Sheet("", lines=first), COLUMNS)
    missing = head.missing(COLUMNS) if head else [each for each in COLUMNS if each.required]
    if head is None or (missing and not _makes_do(head, missing)):
        said = "、".join(column.zh for column in missing)
        found.wrong.append(Dirt(0, "", "", problems.NoHeading(headings=said)))
        return found
    reader = _Reader(head, first, until, unit)
    reader.market = market
    found.headings, found.cells = reader.headings, reader.cells
    quotes = list(reader.quotes(chain(first, lines), found))
    found.rows, doubled = doubles.settled(quotes)
    found.out += [Dirt(row, "", "", why, reader.cells[row]) for row, why in doubled.items()]
    found.out.sort(key=lambda each: each.row)
    found.held = doubles.held_back(found.rows)
    found.notes = [note for note in found.notes if note.row not in doubled]
    return found


def unpacked(data: bytes, limits: Limits = LIMITS) -> bytes:
    """Return the file, unpacked where it is gzipped, never more than the limits allow.

    Raises:
        Unreadable, TooLarge
    """
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            plain_data = packed.read(limits.bytes_max + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable from error
    if len(plain_data) > limits.bytes_max:
        raise TooLarge(most=f"{limits.bytes_max / MEGABYTE:g} MB")
    return plain_data


def _makes_do(head: Head, missing: Sequence[Column]) -> bool:
    """Lowest and highest are enough where there is no mean."""
    there = {found.column.name for found in head.found}
    return [column.name for column in missing] == ["mean"] and {"low", "high"} <= there


class _Reader:
    """Reads the rows below the headings; remembers cells, for lists say the same again."""

    def __init__(self, head: Head, first: Sequence[Line], until: date | None, unit: str) -> None:
        self.at = {found.column.name: found.at - 1 for found in head.found}
        self.last = head.last
        self.until = until
        self.market = ""
        self.unit = _unit_above(head, first) or unit
        heading = next((line for line in first if line.number == head.last), None)
        self.headings = [plain(cell) for cell in heading.cells] if heading else []
        self.cells: dict[int, tuple[str, ...]] = {}
        self.first: dict[str, str] = {}
        self.spelled = lru_cache(maxsize=50_000)(self._first_spelled)
        self.day = lru_cache(maxsize=50_000)(_day)
        self.price = lru_cache(maxsize=50_000)(_price)

    def quotes(self, lines: Iterable[Line], found: PriceList) -> Iterator[Quoted]:
        for line in lines:
            if line.number <= self.last or self._is_heading(line):
                continue
            found.lines += 1
            texts = self.cells[line.number] = tuple(plain(cell) for cell in line.cells)
            try:
                read_row = quote_of(self._said(line))
            except _Odd as cell:
                found.out.append(Dirt(line.number, cell.column, cell.value, cell.why, texts))
                continue
            except errors.Flaw as why:
                found.out.append(Dirt(line.number, "", "", why, texts))
                continue
            found.notes += [Dirt(line.number, "", "", note) for note in read_row.notes]
            yield read_row.quote

    def _is_heading(self, line: Line) -> bool:
        if plain(line.cells[0]) != self.headings[0]:
            return False
        return [plain(cell) for cell in line.cells] == self.headings

    def _said(self, line: Line) -> Said:
        name = self.spelled(self._text(line, "name"))
        spec, origin = spec_of(self._text(line, "spec")), self._text(line, "origin")
        spec = self.spelled(f"{spec} {spec_of(origin)}" if origin else spec)
        day = self._parsed(line, "day", self.day)
        if day is None:
            raise _Odd("day", "", errors.NotADay(text=""))
        if self.until is not None and day > self.until:
            raise _Odd("day", day.isoformat(), errors.DayAhead(text=day.isoformat()))
        low, mean, high, unit = self._prices(line)
        said_unit = self.spelled(self._text(line, "unit")) or unit or self.unit
        market = self.spelled(self._text(line, "market")) or self.market
        return Said(line.number, market, name, spec, said_unit, day, low, mean, high)

    def _prices(self, line: Line) -> "tuple[_Yuan, _Yuan, _Yuan, str]":
        """Return the three prices; one cell may hold both ends, or the unit behind the number."""
        low, mean, high = (self._price(line, key) for key in ("low", "mean", "high"))
        unit = next((each.unit for each in (mean, low, high) if each.unit), "")
        if mean.until is not None and low.yuan is None and high.yuan is None:
            return mean.yuan, None, mean.until, unit
        return low.yuan, mean.yuan, high.yuan, unit

    def _price(self, line: Line, key: str) -> "_Price":
        return self._parsed(line, key, self.price) or _NO_PRICE

    def _text(self, line: Line, key: str) -> str:
        at = self.at.get(key)
        return plain(line.cells[at]) if at is not None and at < len(line.cells) else ""

    def _first_spelled(self, text: str) -> str:
        return self.first.setdefault(key_of(text), one_line(text))

    def _parsed(self, line: Line, key: str, parse: Callable[[Value], _Cell | None]) -> _Cell | None:
        at = self.at.get(key)
        value = line.cells[at] if at is not None and at < len(line.cells) else None
        try:
            return parse(value) if value is not None else None
        except errors.Flaw as why:
            raise _Odd(key, plain(value), why) from why


class _Odd(Exception):  # noqa: N818 - what a cell is
    """A cell that does not say what its column asks for."""

    def __init__(self, column: str, value: str, why: Refusal) -> None:
        super().__init__(column)
        self.column, self.value, self.why = column, value, why


class _Price(NamedTuple):
    """What a cell says: a price, or both ends of a range, and the unit behind it."""

    yuan: Decimal | None
    until: Decimal | None = None
    unit: str = ""


_NO_PRICE: Final = _Price(None)


def _day(value: Value) -> date | None:
    if is_blank(value):
        return None
    try:
        return _DAY(value, At())
    except Refusal as why:
        raise errors.NotADay(text=plain(value)) from why


def _price(value: Value) -> _Price:
    if is_blank(value):
        return _NO_PRICE
    said = half_width(plain(value)).replace(" ", "")
    try:
        ends = range_within(said) if isinstance(value, str) else None
        if ends is not None:
            return _Price(_NUMBER(ends[0], At()), _NUMBER(ends[1], At()), ends[2])
        number, unit = unit_within(said)
        return _Price(_NUMBER(number, At()), None, unit)
    except Refusal as why:
        raise errors.NotAPrice(text=plain(value)) from why


def _unit_above(head: Head, first: Sequence[Line]) -> str:
    """Return the unit that the headings or the lines above them say: 平均价（元/公斤）."""
    cells = (plain(cell) for line in first if line.number <= head.last for cell in line.cells)
    return next((hit[1] for cell in cells if (hit := _UNIT_SAID.search(half_width(cell)))), "")
