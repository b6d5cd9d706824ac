"""Where the headings of a sheet stand and which column each names; units and years in them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from yutang.plumbing.sheets.cells import Area, Line, Sheet, Value, plain
from yutang.plumbing.sheets.columns import YUAN, Column, half_width, scale_of

WITHIN: Final = 20
"""Titles, notes and dates stand above the headings; within so many rows they must come."""
_BRACKETS = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_UNIT_ABOVE = re.compile(r"单位[:]?\s*((?:百|千|万|十万|百万|千万|亿)?元)")
_UNIT_BEHIND = re.compile(r"[/:_]?((?:百|千|万|十万|百万|千万|亿)元)$")
_SIGNS = re.compile(r"[\s*:：_\-/·.]+")


@dataclass(frozen=True)
class Found:
    """A column that is there: where, of which unit and year, and how its heading reads."""

    column: Column
    at: int
    """From one, as a spreadsheet counts."""
    heading: str
    scale: Decimal | None = None
    unit: str = ""
    year: int | None = None

    @property
    def key(self) -> str:
        """The name under which a row has its cells of this column."""
        if self.column.is_yearly and self.year is not None:
            return f"{self.column.name}@{self.year}"
        return self.column.name


@dataclass(frozen=True)
class Unknown:
    """A heading that names no column of ours, or one that was there already."""

    at: int
    heading: str
    is_twice: bool


@dataclass
class Head:
    """The headings of a sheet: the first and last row of them, what they name."""

    first: int
    last: int
    found: list[Found] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    year: int | None = None
    """The one year that the title above or the sheet's name has."""

    def missing(self, columns: Sequence[Column]) -> list[Column]:
        """Return the columns that have to be there and are not."""
        there = {found.column.name for found in self.found}
        return [column for column in columns if column.required and column.name not in there]


def head_of(sheet: Sheet, columns: Sequence[Column]) -> Head | None:
    """Return the headings: the row, or two rows, that name the most columns; None without any."""
    said = _merged_in(sheet)
    lines = sheet.lines[:WITHIN]
    known = _known(columns)
    best: Head | None = None
    for place, line in enumerate(lines):
        candidates = [_read(known, [line], said)]
        below = lines[place + 1] if place + 1 < len(lines) else None
        if below is not None and below.number == line.number + 1:
            candidates.append(_read(known, [line, below], said))
        for candidate in candidates:
            if candidate.found and (best is None or _weight(candidate) > _weight(best)):
                best = candidate
    if best is not None:
        _take_from_above(best, sheet, [line for line in lines if line.number < best.first])
    return best


def _weight(head: Head) -> tuple[int, int, int, int]:
    """Of headings that name as many columns the upper ones count, without a title above them."""
    required = sum(found.column.required for found in head.found)
    return required, len(head.found), -head.last, head.first


def _known(columns: Sequence[Column]) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in columns:
        for heading in (column.zh, column.en, column.name, *column.also):
            found.setdefault(_bare(heading), column)
    return found


def _bare(heading: str) -> str:
    """Return a heading without signs, unit and year: as two headings are compared."""
    return _parts(heading)[0]


def _parts(heading: str) -> tuple[str, str, int | None]:
    """Return a heading's word, its unit of money and its year."""
    said = half_width(heading).lower()
    unit, year = "", None
    for inside in _BRACKETS.findall(said):
        unit = inside if scale_of(inside) is not None else unit
        if named := _YEAR.fullmatch(inside):
            year = int(named[1])
    said = _BRACKETS.sub("", said)
    if year is None and (named := _YEAR.search(said)):
        year = int(named[1])
        said = said.replace(named[0], "", 1)
    said = said.strip(" *")
    if behind := _UNIT_BEHIND.search(said):
        unit, said = behind[1], said[: behind.start()]
    return _SIGNS.sub("", said), unit, year


def _merged_in(sheet: Sheet) -> Callable[[Line, int], Value]:
    """Return a reader of the first rows that sees a merged cell's text in all of its cells."""
    by_number: Mapping[int, Line] = {line.number: line for line in sheet.lines[: 2 * WITHIN]}
    last = max(by_number, default=0)
    areas: list[Area] = [area for area in sheet.merged if area.top <= last]

    def said(line: Line, column: int) -> Value:
        own = line.cell(column)
        if own not in (None, ""):
            return own
        for area in areas:
            inside = area.top <= line.number <= area.bottom and area.left <= column <= area.right
            if inside and area.top in by_number:
                return by_number[area.top].cell(area.left)
        return own

    return said


def _read(
    known: Mapping[str, Column], lines: Sequence[Line], said: Callable[[Line, int], Value]
) -> Head:
    head = Head(lines[0].number, lines[-1].number)
    taken: set[str] = set()
    for at in range(1, max(len(line.cells) for line in lines) + 1):
        texts = [plain(said(line, at)) for line in lines]
        found = _named(known, at, texts)
        if found is not None and found.key not in taken:
            taken.add(found.key)
            head.found.append(found)
        elif any(texts):
            words = texts[0] if len(set(texts)) == 1 else "".join(texts)
            head.unknown.append(Unknown(at, words, is_twice=found is not None))
    return head


def _named(known: Mapping[str, Column], at: int, texts: Sequence[str]) -> Found | None:
    """Return the column that a heading of one or two rows names; the lower row says more."""
    top, bottom = texts[0], texts[-1]
    spellings = [top] if top == bottom or not bottom else [f"{top}{bottom}", bottom, top]
    for spelling in spellings:
        word, unit, year = _parts(spelling)
        column = known.get(word) if word else None
        if column is None:
            continue
        whole = _parts(f"{top}{bottom}") if top != bottom else (word, unit, year)
        unit, year = unit or whole[1], year if year is not None else whole[2]
        return Found(column, at, spelling, scale_of(unit) if unit else None, unit, year)
    return None


def _take_from_above(head: Head, sheet: Sheet, above: Sequence[Line]) -> None:
    """Give columns the unit of "单位：万元" and the year of the title or of the sheet's name."""
    words = " ".join(half_width(plain(cell)) for line in above for cell in line.cells)
    unit = _UNIT_ABOVE.search(words)
    years = {int(year) for year in _YEAR.findall(f"{words} {half_width(sheet.name)}")}
    head.year = year = years.pop() if len(years) == 1 else None
    for place, found in enumerate(head.found):
        is_money = getattr(found.column.parse, "unit", "") == YUAN
        scaled = found.scale is None and unit is not None and is_money
        head.found[place] = Found(
            found.column,
            found.at,
            found.heading,
            scale_of(unit[1]) if scaled and unit else found.scale,
            unit[1] if scaled and unit else found.unit,
            found.year if found.year is not None or found.column.is_yearly else year,
        )
