"""Tables from offices: what is understood, what is refused with its cell, and what never breaks."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from yutang.kernel.errors import Refusal
from yutang.plumbing.sheets import (
    Limits,
    Unreadable,
    limits,
    problems,
    rows_in,
    table,
    workbooks,
    writing,
)
from yutang.plumbing.sheets.cells import Value, cell_name
from yutang.plumbing.sheets.columns import (
    YES_NO,
    At,
    Choice,
    Code,
    Column,
    Day,
    Fen,
    Month,
    Number,
    Text,
    Whole,
    Year,
)

COLUMNS = (
    Column("town", "乡镇", "Town", Text(40), required=False),
    Column("code", "村代码", "Village code", Code((12,)), also=("行政区划代码",)),
    Column("sales", "销售额", "Sales", Fen()),
    Column("month", "月份", "Month", Month()),
    Column("homes", "户数", "Households", Whole(unit="户"), required=False),
)
KEY = ("code", "month")


def workbook(
    rows: Iterable[Sequence[Any]], merged: Sequence[str] = (), title: str = "Sheet", **sheets: Any
) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for name, state in sheets.items():
        book.create_sheet(name).sheet_state = state
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def text_file(rows: Iterable[Sequence[object]]) -> bytes:
    kept = io.StringIO()
    csv.writer(kept).writerows(rows)
    return kept.getvalue().encode()


def told(found: Iterable[problems.Problem]) -> set[tuple[str, str]]:
    return {(problem.cell, problem.why.code) for problem in found}


DIRTY = workbook(
    [
        ["宽城县电商销售统计表"],
        ["单位：万元"],
        ["乡镇", "村代码", "电商", "月份", "户数（户）", "备注"],
        [None, None, "销售额", None, None, None],
        ["宽城镇", 130827100201.0, "１，２３４．５", "7月", 120, "x"],
        [None, "130827 100 202", "1.2亿", "2018年8月", 99.5, None],
        [None, "130827100203", "=1+1", 43286, "12人", None],
        [],
        ["合 计", None, 1, None, 3],
        ["龙须门镇", "130827101201", "约三万", "七月份", "无", None],
        ["〃", 1.30827101202e17, "3", 2018.1, "－", None],
        ["乡镇", "村代码", "销售额", "月份", "户数（户）", "备注"],
        ["宽城镇", "130827100201.0", 1234.5, "2018/7", "120", None],
        ["宽城镇", "130827100202", 7, "2018-08-01", None, None],
        ["", "", "", "2018-09", None, None],
        ["注：以上由各村填报"],
    ],
    merged=["A1:F1", "A5:A7", "C3:C3"],
    title="2018年",
    存档="hidden",
)


def test_a_dirty_sheet_is_read_and_each_problem_names_its_cell() -> None:
    found = table.read(DIRTY, COLUMNS, KEY)
    row, other = found.rows
    assert (other.number, other.cells["sales"]) == (14, 7_000_000)
    assert (row.number, row.cells) == (
        5,
        {
            "town": "宽城镇",
            "code": "130827100201",
            "sales": 1_234_500_000,
            "month": date(2018, 7, 1),
            "homes": 120,
        },
    )
    assert told(found.problems) == {
        ("E6", "not_whole"),
        ("C7", "formula_not_counted"),
        ("E7", "wrong_unit"),
        ("C10", "not_a_number"),
        ("D10", "not_a_month"),
        ("B11", "not_a_code"),
        ("D11", "which_month"),
        ("B15", "cell_missing"),
        ("C15", "cell_missing"),
    }
    assert told(found.notes) >= {
        ("C4", "scaled"),
        ("F4", "column_not_read"),
        ("A5", "merged_spread"),
        ("D5", "year_taken"),
        ("A9", "total_row"),
        ("A11", "same_as_above"),
        ("A12", "heading_again"),
        ("B13", "row_twice"),
        ("A16", "remark_row"),
        ("A1", "hidden_sheet"),
    }
    for problem in [*found.problems, *found.notes]:
        assert problem.zh
        assert problem.en


def test_rows_that_disagree_are_both_refused() -> None:
    rows = [["村代码", "销售额", "月份"]]
    rows += [["130827100201", "5", "2018-07"], ["130827100201", "6", "2018年7月"]]
    found = table.read(text_file(rows), COLUMNS, KEY)
    assert not found.rows
    assert told(found.problems) == {("A2", "row_against"), ("A3", "row_against")}


def test_a_number_merged_over_rows_belongs_to_none_of_them() -> None:
    rows: list[list[Any]] = [["村代码", "销售额", "月份"], ["130827100201", 5, "2018-07"]]
    rows += [["130827100202", None, "2018-07"]]
    found = table.read(workbook(rows, ["B2:B3"]), COLUMNS, KEY)
    assert told(found.problems) == {("B2", "merged_number"), ("B3", "merged_number")}


def test_a_column_a_year_is_read_by_its_heading() -> None:
    columns = (COLUMNS[1], Column("homes", "户数", "Households", Whole(), is_yearly=True))
    rows: list[list[Any]] = [["村代码", "户数", None], [None, "2018年", "2019年（户）"]]
    rows += [["130827100201", 1, 2]]
    (row,) = table.read(workbook(rows, ["B1:C1", "A1:A2"]), columns).rows
    assert row.cells == {"code": "130827100201", "homes@2018": 1, "homes@2019": 2}
    assert row.at("homes@2019") == "C3"


def test_the_first_sheet_that_has_the_headings_is_read_and_the_others_are_told() -> None:
    book = load_workbook(io.BytesIO(DIRTY))
    other = book.create_sheet("说明", 0)
    other.append(["填表说明"])
    kept = io.BytesIO()
    book.save(kept)
    found = table.read(kept.getvalue(), COLUMNS, KEY)
    assert found.sheet == "2018年"
    assert ("A1", "sheet_not_read") in told(found.notes)
    found = table.read(workbook([["什么"], ["都没有"]]), COLUMNS)
    assert told(found.problems) == {("A1", "no_heading")}
    found = table.read(text_file([["村代码", "月份"], ["1", "2"]]), COLUMNS)
    assert told(found.problems) == {("A1", "column_missing")}


READ: list[tuple[Any, Value, object]] = [
    (Fen(), "￥1,200.50元", 120_050),
    (Fen(), "１．２万", 1_200_000),
    (Fen(), 0.1 + 0.2, 30),
    (Number(1), "12%", "not_a_number"),
    (Number(1, unit="%"), "12％", Decimal("12.0")),
    (Number(2), "1e9", "not_a_number"),
    (Number(2), float("nan"), "not_a_number"),
    (Number(2), "1,23", "not_a_number"),
    (Number(2, -5), "-3", Decimal("-3.00")),
    (Number(2), "-3", "out_of_range"),
    (Whole(0, 100), 101, "out_of_range"),
    (Whole(), True, "not_a_number"),
    (Code((12,)), "'130827100201", "130827100201"),
    (Code((12,)), "1.30827E+11", "digits_lost"),
    (Code((2, 4, 6), may_begin_with_zero=True), 10301.0, "010301"),
    (Code(), "宽城", "not_a_code"),
    *[
        (Day(), written, date(2018, 7, 5))
        for written in (
            *("2018-7-5", "2018/07/05", "2018.7.5", "2018年7月5日", "２０１８年７月５日"),
            *("20180705", 20180705, 43286, "43286", datetime(2018, 7, 5, 8, tzinfo=UTC)),
            *("2018-07-05 08:30:00", "二〇一八年七月五日"),
        )
    ],
    (Day(), "2018-02-30", "not_a_date"),
    *[
        (Month(), written, date(2018, 7, 1))
        for written in ("2018年7月", "2018-07", "201807", "2018/7", 43286, date(2018, 7, 9))
    ],
    (Month(), "7月", "which_year"),
    (Month(), "2018.10", date(2018, 10, 1)),
    (Month(), 2018.1, "which_month"),
    (Month(), "2018-13", "not_a_month"),
    (Year(), "2018年度", 2018),
    (Year(), 2018.0, 2018),
    (Year(), "18", "not_a_year"),
    (Choice({"在乡": "home", "驻城": "town"}), " 驻城", "town"),
    (Choice({"在乡": "home"}), "x", "not_among"),
    (YES_NO, "是", "yes"),
    (Text(3), "１２３４", "cell_too_long"),
    (Text(), " 板栗（大）\n", "板栗（大）"),
]


@pytest.mark.parametrize(("parse", "written", "meant"), READ)
def test_a_cell_is_read_however_it_is_written(parse: Any, written: Value, meant: object) -> None:
    try:
        assert parse(written, At()) == meant
    except Refusal as refusal:
        assert refusal.code == meant  # noqa: PT017 - which of the two it is, the table says


def test_what_is_too_large_or_old_is_refused_before_it_is_unpacked() -> None:
    small = Limits(rows_max=2, bytes_max=10_000, unpacked_bytes_max=20_000)
    with pytest.raises(limits.TooLarge):
        rows_in(b"a" * 10_001, small)
    with pytest.raises(limits.TooManyRows):
        rows_in(b"a\n\nb\nc", small)
    with pytest.raises(limits.OldWorkbook):
        rows_in(b"\xd0\xcf\x11\xe0 old", small)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 30_000)
    with pytest.raises(limits.TooLarge):
        rows_in(bomb.getvalue(), small)
    far = workbook([["a"]])
    assert rows_in(far, small) == [["a"]]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda tail: "村代码,销售额,月份\n".encode() + tail),
        st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail),
        st.text(max_size=200).map(str.encode),
    )
)
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        table.read(data, COLUMNS, KEY)
    except Unreadable:
        return


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 255))
def test_no_wrong_byte_of_a_workbook_breaks_the_reader(place: int, byte: int) -> None:
    whole = bytearray(DIRTY)
    whole[place % len(whole)] = byte
    try:
        table.read(bytes(whole), COLUMNS, KEY)
    except Unreadable:
        return


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(datetime(1905, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - as in a cell
    st.sampled_from(
        ["7月", "合计", "〃", "2018-07", "130827100201", "无", "=1/0", "#REF!", "1.5万"]
    ),
    st.text(st.characters(min_codepoint=32, max_codepoint=0xFFEE, exclude_categories=["Cs"])),
)
AREAS = st.tuples(*[st.integers(1, 6)] * 4).map(
    lambda at: f"{cell_name(min(at[:2]), min(at[2:]))}:{cell_name(max(at[:2]), max(at[2:]))}"
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6), st.lists(AREAS, max_size=2))
def test_no_workbook_breaks_the_reader(rows: list[list[Any]], merged: list[str]) -> None:
    heading = [column.zh for column in COLUMNS]
    found = table.read(workbook([heading, *rows], merged), COLUMNS, KEY)
    assert found.lines <= len(rows)
    assert {row.number for row in found.rows}.isdisjoint(p.row for p in found.problems)


RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")


@given(st.text(max_size=30))
def test_no_text_that_goes_out_starts_a_formula(text: str) -> None:
    shown = writing.neutral(text)
    assert not shown.startswith(RUNS)
    assert shown.endswith(text)


def test_honest_text_stays_as_it_is() -> None:
    assert writing.neutral("富岗苹果 -5 斤") == "富岗苹果 -5 斤"


def test_numbers_and_texts_go_out_as_such() -> None:
    row = ["=1+1", "0012", Decimal("12.50"), 3, date(2018, 7, 5), None]
    content = writing.book_bytes([["a"], row])
    cells = list(load_workbook(io.BytesIO(content)).worksheets[0][2])
    assert [cell.value for cell in cells[:4]] == ["'=1+1", "0012", 12.5, 3]
    assert [cell.data_type for cell in cells[:2]] == ["s", "s"]
    assert cells[2].number_format == "0.00"
    assert writing.csv_text([row]) == "'=1+1,0012,12.50,3,2018-07-05,\r\n"


def test_a_sheet_ends_before_excel_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "ROWS_A_SHEET_MAX", 3)
    with writing.book(iter([[number] for number in range(7)])) as stored:
        book = load_workbook(io.BytesIO(stored.read()))
    counted = [len(list(sheet.iter_rows())) for sheet in book.worksheets]
    assert sum(counted) == 7
    assert max(counted) <= 3


def test_a_template_that_is_sent_back_is_read() -> None:
    columns = tuple(
        Column(column.name, column.zh, column.en, column.parse, example=example)
        for column, example in zip(
            COLUMNS, ["宽城镇", "130827100201", 12.5, "2018-07", 7], strict=True
        )
    )
    sent = writing.sent_template(columns, "x")
    (row,) = table.read(sent.content, columns).rows
    assert row["sales"] == 1_250
