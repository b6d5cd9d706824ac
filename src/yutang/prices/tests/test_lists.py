"""Lists as markets publish them: what is understood, what is held back, what is out and why."""

import contextlib
import gzip
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yutang.plumbing.sheets.limits import TooLarge, Unreadable
from yutang.plumbing.sheets.writing import book_bytes
from yutang.prices import lists
from yutang.prices.lists import PriceList

HEAD = "品名,最低价,平均价,最高价,规格,单位,发布日期\n"


def listed(*rows: str, head: str = HEAD, **options: str) -> PriceList:
    return lists.read_data((head + "\n".join(rows)).encode(), **options)  # type: ignore[arg-type]


def why(found: PriceList) -> list[str]:
    return [each.why.code for each in found.out]


def only(found: PriceList) -> tuple[int | None, int, int | None]:
    [quote] = found.rows
    return quote.prices


def test_a_price_a_jin_is_kept_as_fen_a_kilogram() -> None:
    assert only(listed("国光苹果,1.5,1.65,1.8,普通,斤,2016-05-05")) == (300, 330, 360)


@pytest.mark.parametrize(
    ("unit", "fen"),
    [("斤", 800), ("公斤", 400), ("元/公斤", 400), ("ＫＧ", 400), ("500g", 800), ("元/吨", 0),
     ("市斤", 800), ("两", 8000)],
)  # fmt: skip
def test_units_of_weight_are_known(unit: str, fen: int) -> None:
    found = listed(f"鸭梨,4,4,4,,{unit},2016-05-05")
    assert [quote.mean_fen for quote in found.rows] == ([fen] if fen else [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",1,2,3,,斤,2016-05-05", "no_name"),
        ("鸭梨,1,2,3,,斤,2016-02-30", "not_a_day"),
        ("鸭梨,1,2,3,,斤,", "not_a_day"),
        ("鸭梨,1,2,3,,斤,2017-01-01", "day_ahead"),
        ("鸭梨,一块,2,3,,斤,2016-05-05", "not_a_price"),
        ("鸭梨,0,0,0,,斤,2016-05-05", "no_price"),
        ("鸭梨,,,,,斤,2016-05-05", "no_price"),
        ("鸭梨,-1,2,3,,斤,2016-05-05", "no_price"),
        ("鸭梨,1,,,,斤,2016-05-05", "half_price"),
        ("鸭梨,6.0,6.8,5.0,,斤,2016-05-05", "low_over_high"),
        ("鸭梨,1,20,3,,斤,2016-05-05", "mean_outside"),
        ("鸭梨,1,2,3,,,2016-05-05", "no_unit"),
        ("鸭梨,1,2,3,,箱,2016-05-05", "unknown_weight"),
        ("鸭梨,1,2,3,5-6斤,箱,2016-05-05", "unknown_weight"),
        ("椰青/个,1,2,3,,斤,2016-05-05", "by_the_piece"),
        ("鸭梨,900000,900000,900000,,斤,2016-05-05", "out_of_range"),
    ],
)
def test_a_row_that_says_no_price_of_a_kilogram_is_out_with_its_reason(row: str, code: str) -> None:
    found = lists.read_data((HEAD + row).encode(), until=date(2016, 12, 31))
    assert why(found) == [code]
    assert found.rows == []
    assert found.out[0].cells == tuple(row.split(","))


@pytest.mark.parametrize(
    ("row", "prices", "code"),
    [
        ("鸭梨,3,2,1,,斤,2016-05-05", (200, 400, 600), "swapped"),
        ("鸭梨,1,0.0,3,,斤,2016-05-05", (200, 400, 600), "mean_made"),
        ("鸭梨,,2,,,斤,2016-05-05", (None, 400, None), "only_mean"),
        ("鸭梨,1,2,,,斤,2016-05-05", (None, 400, None), "only_mean"),
        ("鸭梨,10,20,30,10斤/箱,箱,2016-05-05", (200, 400, 600), "weight_taken"),
        ("鸭梨,10,20,30,净重5kg,箱,2016-05-05", (200, 400, 600), "weight_taken"),
    ],
)
def test_what_was_understood_is_said(row: str, prices: tuple[int, ...], code: str) -> None:
    found = listed(row)
    assert only(found) == prices
    assert [note.why.code for note in found.notes] == [code]


@pytest.mark.parametrize(
    "day",
    ["2016-5-5", "2016/05/05", "2016.5.5", "2016年5月5日", "20160505", "42495",
     "2016-05-05 00:00:00", "２０１６－０５－０５"],
)  # fmt: skip
def test_days_of_many_forms_are_one_day(day: str) -> None:
    assert listed(f"鸭梨,1,2,3,,斤,{day}").rows[0].day == date(2016, 5, 5)


def test_columns_of_another_order_and_name_a_unit_in_the_heading_and_a_title_are_read() -> None:
    found = listed(
        "2016-05-05,鸭梨,2.0-3.0",
        "2016-05-06,鸭梨,￥2.5",
        head="某市场行情,,\n日期,产品名称,批发价（元/公斤）\n",
    )
    assert [quote.prices for quote in found.rows] == [(200, 250, 300), (None, 250, None)]


def test_a_unit_behind_the_number_is_read() -> None:
    found = listed("2016-05-05,鸭梨,2.5元/斤", head="日期,名称,均价\n")
    assert only(found) == (None, 500, None)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_codings_and_packing_make_no_difference(coding: str) -> None:
    data = (HEAD + "鸭梨,1,2,3,,斤,2016-05-05").encode(coding)
    assert lists.read_data(data).rows == lists.read_data(gzip.compress(data)).rows != []


def test_a_workbook_reads_like_its_text() -> None:
    rows: list[list[object]] = [
        list(HEAD.strip().split(",")),
        ["鸭梨", 1, 2.0, "3", "", "斤", date(2016, 5, 5)],
    ]
    assert only(lists.read_data(book_bytes(rows))) == (200, 400, 600)


def test_of_rows_that_say_the_same_one_counts_and_rows_that_disagree_are_out() -> None:
    found = listed(
        "苹果（富士）,1,2,3,普通,斤,2016-05-05",
        "苹果(富士) ,1,2,3,,斤,2016/5/5",
        "鸭梨,1,2,3,,斤,2016-05-05",
        "鸭梨,1,2.5,3,,斤,2016-05-05",
        "鸭梨,1,2,3,大,斤,2016-05-05",
    )
    assert [(quote.name, quote.spec) for quote in found.rows] == [
        ("苹果（富士）", ""), ("鸭梨", "大"),
    ]  # fmt: skip
    assert [(each.row, each.why.code) for each in found.out] == [
        (3, "said_twice"), (4, "two_quotes"), (5, "two_quotes"),
    ]  # fmt: skip


def test_a_point_that_slipped_is_held_back() -> None:
    days = [f"鸭梨,1,{2 + day / 100},3,,斤,2016-05-{day:02}" for day in range(1, 12)]
    found = listed(*days, "鸭梨,20,20.5,30,,斤,2016-05-12", "鸭梨,1,15,30,,斤,2016-05-13")
    assert {row: why.code for row, why in found.held.items()} == {13: "held_back", 14: "held_wide"}
    assert len(found.rows) == 13
    assert len(found.standing) == 11


def test_a_rise_of_the_season_is_not_held_back() -> None:
    days = [f"草莓,{2 * day},{3 * day},{4 * day},,斤,2016-05-{day:02}" for day in range(2, 20)]
    assert listed(*days).held == listed(*reversed(days)).held == {}


def test_a_file_without_the_columns_says_which_are_missing() -> None:
    found = lists.read_data("品名,产地\n鸭梨,赵县".encode())
    assert (found.rows, found.lines) == ([], 0)
    assert "平均价" in found.wrong[0].why.sentence("zh-hans")


def test_what_is_no_list_is_refused() -> None:
    for data in (b"\x1f\x8bbroken", b"\0\0\0", gzip.compress(b"x")[:-4]):
        with pytest.raises(Unreadable):
            lists.read_data(data)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused() -> None:
    with pytest.raises(TooLarge):
        lists.read_data(gzip.compress(b"0" * (lists.LIMITS.bytes_max + 1)))


CELLS = st.one_of(
    st.sampled_from(
        ["鸭梨", "斤", "2016-05-05", "0", "", "3", "3.5", "1-2", "箱", "１．５", "合计"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=12))
def test_every_row_of_any_file_is_either_in_or_listed(rows: list[list[str]]) -> None:
    book = [HEAD.strip().split(","), *rows]
    found = lists.read_data(book_bytes(book))
    numbers = [quote.row for quote in found.rows] + [each.row for each in found.out]
    assert len(numbers) == len(set(numbers)) == found.lines
    assert set(found.held) <= {quote.row for quote in found.rows}
    for quote in found.rows:
        low, mean, high = quote.prices
        assert (low or mean) <= mean <= (high or mean)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_come_the_answer_is_a_list_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        lists.read_data(data)
