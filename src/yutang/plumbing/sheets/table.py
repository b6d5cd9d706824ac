"""A table from outside: its rows with values, and every problem with its cell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yutang.kernel.errors import Refusal
from yutang.plumbing.sheets import problems
from yutang.plumbing.sheets.cells import Area, Line, Odd, Sheet, Value, cell_name, plain
from yutang.plumbing.sheets.columns import At, Column, half_width, is_blank
from yutang.plumbing.sheets.headings import Found, Head, head_of
from yutang.plumbing.sheets.limits import Limits
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.reading import sheets_in

LIMITS = Limits()
_TOTAL = re.compile(
    "(合计|小计|总计|共计|总和|累计|合 计|total|subtotal|sum)[:：]?.{0,6}", re.IGNORECASE
)
_REMARK = re.compile(
    "(注|备注|说明|填表|制表|审核|负责人|单位负责|联系|日期|填报|note)", re.IGNORECASE
)
_ABOVE = frozenset({"同上", "〃", "″", "''", '"', "ditto"})
_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)
_WIDE = 3


@dataclass
class Row:
    """A row that can be read; `number` is the spreadsheet's own. Cells by their column's name."""

    number: int
    cells: dict[str, Any]
    places: dict[str, str]
    """The cell of each: ``C7``."""

    def __getitem__(self, name: str) -> Any:
        return self.cells.get(name)

    def at(self, name: str) -> str:
        """Return the cell of this column: ``C7``; that of the row when it has no such column."""
        return self.places.get(name) or cell_name(self.number, 1)


@dataclass
class Table:
    """What was read: good rows, problems of the others, and notes on what was understood."""

    sheet: str = ""
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    lines: int = 0
    """Rows of data that stand there, good or not."""
    found: list[Found] = field(default_factory=list)
    year: int | None = None
    """The one year that the title above or the sheet's name has."""

    def problem(self, row: Row, name: str, why: Refusal) -> Problem:
        """Return a room's own problem with a cell of a row that reads well."""
        headings = {found.key: found.heading for found in self.found}
        return Problem(
            row.at(name),
            name,
            plain(row[name]) if name in row.cells else "",
            why,
            row.number,
            self.sheet,
            headings.get(name, ""),
        )


def read(
    data: bytes, columns: Sequence[Column], key: Sequence[str] = (), limits: Limits = LIMITS
) -> Table:
    """Read the first sheet that has headings of ours.

    `key` names the columns that tell what a row is about: of two rows alike one counts, two that
    disagree are a problem. Without it only whole rows are compared.

    Raises:
        Unreadable, TooLarge, TooManyRows, OldWorkbook
    """
    sheets = sheets_in(data, limits)
    heads = [(sheet, head_of(sheet, columns)) for sheet in sheets if not sheet.is_hidden]
    with_head = [(sheet, head) for sheet, head in heads if head is not None]
    complete = [(sheet, head) for sheet, head in with_head if not head.missing(columns)]
    table = Table()
    if not with_head:
        headings = "、".join(column.zh for column in columns if column.required)
        table.problems.append(Problem("A1", "", "", problems.NoHeading(headings=headings)))
        return table
    sheet, head = (complete or with_head)[0]
    table.sheet, table.found, table.year = sheet.name, head.found, head.year
    _tell_sheets(table, sheets, sheet)
    _Reader(table, sheet, head, columns).read()
    _tell_doubles(table, key)
    return table


def _tell_sheets(table: Table, sheets: Sequence[Sheet], chosen: Sheet) -> None:
    for sheet in sheets:
        if sheet is chosen or not (sheet.is_hidden or sheet.lines):
            continue
        kind = problems.HiddenNotRead if sheet.is_hidden else problems.SheetNotRead
        why = kind(sheet=sheet.name)
        table.notes.append(Problem("A1", "", "", why, sheet=sheet.name, is_note=True))


class _Reader:
    """Reads the rows below the headings of one sheet into a table."""

    def __init__(self, table: Table, sheet: Sheet, head: Head, columns: Sequence[Column]) -> None:
        self.table, self.sheet, self.head, self.columns = table, sheet, head, columns
        self.above: dict[int, Value] = {}
        self.spread = {found.at: _Spread(sheet, found.at) for found in head.found}
        self.headings = {found.at: half_width(found.heading) for found in head.found}
        self.wide = {
            area.top
            for area in sheet.merged
            if area.top == area.bottom and area.right - area.left + 1 >= _WIDE
        }
        self.told_areas: set[Area] = set()

    def read(self) -> None:
        self._tell_headings()
        if self.head.missing(self.columns):
            return
        for line in self.sheet.lines:
            if line.number > self.head.last and not self._is_aside(line):
                self._take(line)

    def _tell_headings(self) -> None:
        row = self.head.last
        for column in self.head.missing(self.columns):
            self._say(row, 1, None, problems.MissingColumn(heading=column.zh))
        for found in self.head.found:
            if found.scale is not None and found.scale != 1:
                why = problems.Scaled(heading=found.heading, unit=found.unit)
                self._say(row, found.at, found, why, is_note=True)
        for unknown in self.head.unknown:
            kind = problems.TwiceHeaded if unknown.is_twice else problems.NotRead
            self._say(row, unknown.at, None, kind(heading=unknown.heading), is_note=True)

    def _is_aside(self, line: Line) -> bool:
        """Tell whether the line is no row of data: a total, a remark, the headings again."""
        texts = [half_width(plain(cell)) for cell in line.cells]
        said = [text for text in texts if text]
        if not said:
            return True
        names = [texts[at - 1] for at in self._names() if at <= len(texts)]
        if any(_TOTAL.fullmatch(name.replace(" ", "")) for name in [said[0], *names]):
            why: Refusal = problems.TotalNotRead()
        elif len(said) == 1 and (line.number in self.wide or _REMARK.match(said[0])):
            why = problems.RemarkNotRead()
        elif _is_heading_again(texts, self.headings):
            why = problems.HeadingAgain()
        else:
            return False
        first = next(at for at, text in enumerate(texts, start=1) if text)
        self._say(line.number, first, None, why, is_note=True, value=said[0])
        return True

    def _names(self) -> list[int]:
        return [found.at for found in self.head.found if found.column.spreads]

    def _take(self, line: Line) -> None:
        self.table.lines += 1
        row = Row(line.number, {}, {})
        before = len(self.table.problems)
        for found in self.head.found:
            value = self._value(line, found)
            row.places[found.key] = cell_name(line.number, found.at)
            row.cells[found.key] = self._parsed(line, found, value)
        if len(self.table.problems) == before:
            self.table.rows.append(row)

    def _value(self, line: Line, found: Found) -> Value:
        """Return the cell's value, of a merged cell above, or of the row above for "as above"."""
        value = line.cell(found.at)
        area = self.spread[found.at].area(line.number)
        if area is not None:
            value = self._of_area(line, found, value, area)
        elif isinstance(value, str) and value.strip() in _ABOVE and found.column.spreads:
            value = self.above.get(found.at)
            self._say(line.number, found.at, found, problems.SameAsAbove(), is_note=True)
        self.above[found.at] = value
        return value

    def _of_area(self, line: Line, found: Found, value: Value, area: Area) -> Value:
        top = self.spread[found.at].said(area)
        if is_blank(top):
            return value
        if not found.column.spreads:
            return _Merged(area.name)
        if area not in self.told_areas:
            self.told_areas.add(area)
            why = problems.Spread(area=area.name)
            self._say(line.number, found.at, found, why, is_note=True, value=plain(top))
        return top

    def _parsed(self, line: Line, found: Found, value: Value) -> object:
        try:
            return self._parse(line, found, value)
        except Refusal as why:
            self._say(line.number, found.at, found, why, value=plain(value))
            return None

    def _parse(self, line: Line, found: Found, value: Value) -> object:
        if isinstance(value, _Merged):
            raise problems.MergedNumber(area=str(value))
        if value is Odd.UNCOUNTED:
            raise problems.NotCounted
        if isinstance(value, str) and value.upper() in _ERRORS:
            raise problems.FormulaFailed(text=value)
        is_text = bool(getattr(found.column.parse, "is_text", False))
        if is_blank(value, is_text=is_text):
            if found.column.required:
                raise problems.Missing
            return None
        at = At(found.scale, found.year)
        parsed = found.column.parse(value, at)
        for note in at.notes:
            self._say(line.number, found.at, found, note, is_note=True, value=plain(value))
        return parsed

    def _say(
        self,
        row: int,
        at: int,
        found: Found | None,
        why: Refusal,
        *,
        is_note: bool = False,
        value: str = "",
    ) -> None:
        said = Problem(
            cell_name(row, at),
            found.key if found else "",
            value[:100],
            why,
            row,
            self.sheet.name,
            found.heading if found else "",
            is_note,
        )
        (self.table.notes if is_note else self.table.problems).append(said)


class _Merged(str):
    """Stands for a number that was merged over several rows; the text is the area."""

    __slots__ = ()


class _Spread:
    """The merged cells over several rows of one column, asked for by rows in their order."""

    def __init__(self, sheet: Sheet, column: int) -> None:
        self.areas = sorted(
            area
            for area in sheet.merged
            if area.left <= column <= area.right and area.bottom > area.top
        )
        self.lines = {line.number: line for line in sheet.lines} if self.areas else {}
        self.place = 0

    def area(self, row: int) -> Area | None:
        while self.place < len(self.areas) and self.areas[self.place].bottom < row:
            self.place += 1
        here = self.areas[self.place] if self.place < len(self.areas) else None
        return here if here is not None and here.top <= row else None

    def said(self, area: Area) -> Value:
        line = self.lines.get(area.top)
        return line.cell(area.left) if line is not None else None


def _is_heading_again(texts: Sequence[str], headings: Mapping[int, str]) -> bool:
    same = sum(at <= len(texts) and texts[at - 1] == said for at, said in headings.items())
    return same >= min(2, len(headings)) and same * 2 >= len(headings)


def _tell_doubles(table: Table, key: Sequence[str]) -> None:
    """Take out rows that say again what another says, and all that disagree with each other."""
    gone: set[int] = set()
    for rows in _groups(table.rows, key):
        first, others = rows[0], [row for row in rows[1:] if row.cells != rows[0].cells]
        for row in rows[1:]:
            gone.add(row.number)
            if row.cells == first.cells:
                why: Refusal = problems.RowTwice(row=first.number)
                table.notes.append(_about(table, row, key, why, is_note=True))
            else:
                why = problems.RowAgainst(row=first.number)
                table.problems.append(_about(table, row, key, why))
        if others:
            gone.add(first.number)
            why = problems.RowAgainst(row=others[0].number)
            table.problems.append(_about(table, first, key, why))
    table.rows = [row for row in table.rows if row.number not in gone]
    table.problems.sort(key=lambda problem: problem.row)
    table.notes.sort(key=lambda note: note.row)


def _groups(rows: Sequence[Row], key: Sequence[str]) -> Iterator[list[Row]]:
    """Yield rows that are about the same, where there are several."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        about = tuple(row[name] for name in key) if key else tuple(row.cells.items())
        groups[about].append(row)
    return (group for group in groups.values() if len(group) > 1)


def _about(
    table: Table, row: Row, key: Sequence[str], why: Refusal, *, is_note: bool = False
) -> Problem:
    name = key[0] if key else next(iter(row.cells))
    return Problem(row.at(name), name, "", why, row.number, table.sheet, is_note=is_note)
