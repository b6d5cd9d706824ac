"""Files for the bank and from it: no cell runs, and no file from outside breaks anything."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from yutang.kernel.errors import Refusal
from yutang.payouts import files
from yutang.payouts.errors import ReplyTooLarge, ReplyUnreadable
from yutang.payouts.rules import replies
from yutang.payouts.rules.profiles import Column, Encoding, Form, Profile


def profile(form: Form = "csv", encoding: Encoding = "utf-8") -> Profile:
    return Profile(
        form,
        encoding,
        sent=(Column("户名", "holder"), Column("账号", "number"), Column("金额", "amount")),
        reply=(Column("编号", "reference"), Column("金额", "amount"), Column("结果", "outcome")),
        paid_words=("成功",),
    )


ROW = ("王大娘", "6222020000000000004", Decimal("1234.5"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_for_the_bank_has_its_encoding_and_two_digits(encoding: Encoding) -> None:
    text = files.written(profile(encoding=encoding), [ROW]).decode(encoding)
    assert text == "户名,账号,金额\r\n王大娘,6222020000000000004,1234.50\r\n"


def test_a_workbook_keeps_every_digit_of_an_account() -> None:
    sheet = load_workbook(io.BytesIO(files.written(profile("xlsx"), [ROW]))).worksheets[0]
    holder, number, amount = next(iter(sheet.iter_rows(min_row=2)))
    assert (holder.value, number.value, number.data_type) == ("王大娘", ROW[1], "s")
    assert (amount.value, amount.number_format) == (1234.5, "0.00")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "|x"])
def test_no_cell_runs_as_a_formula(text: str) -> None:
    row = (text, "1", Decimal(1))
    (_, read) = csv.reader(io.StringIO(files.written(profile(), [row]).decode(), newline=""))
    assert read[0] == f"'{text}"
    sheet = load_workbook(io.BytesIO(files.written(profile("xlsx"), [row]))).worksheets[0]
    cell = sheet.cell(2, 1)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_a_reply_is_read_in_every_encoding(encoding: str, separator: str) -> None:
    text = f"编号{separator}金额{separator}结果\nYT1{separator}50.00{separator}成功\n"
    (line,) = replies.read(files.rows_of(text.encode(encoding)), profile())
    assert (line.reference, line.amount_fen, line.outcome) == ("YT1", 5_000, "paid")


def test_a_reply_is_read_from_a_workbook() -> None:
    book = Workbook()
    for row in (["编号", "金额", "结果"], ["YT1", 50.1, "成功"], [None], ["YT2", 7, None]):
        book.worksheets[0].append(row)
    kept = io.BytesIO()
    book.save(kept)
    lines = replies.read(files.rows_of(kept.getvalue()), profile())
    assert [(line.reference, line.amount_fen, line.outcome) for line in lines] == [
        ("YT1", 5_010, "paid"),
        ("YT2", 700, "unclear"),
    ]


def test_what_is_too_large_or_no_table_is_refused() -> None:
    with pytest.raises(ReplyTooLarge):
        files.rows_of(b"a" * (files.BYTES_MAX + 1))
    with pytest.raises(ReplyTooLarge):
        files.rows_of(b"a,b\n" * (files.ROWS_MAX + 1))
    for data in (b"PK\x03\x04 no zip", b"\x00\x01\x02", b"\xff\xfe\xfa\x80\x81"):
        with pytest.raises(ReplyUnreadable):
            files.rows_of(data)


def read_or_refused(data: bytes) -> str:
    """Return what came of it, in words; anything but a refusal breaks the test."""
    try:
        return f"{len(replies.read(files.rows_of(data), profile()))} lines"
    except Refusal as refusal:
        return refusal.sentence("zh-hans") and refusal.sentence("en")


HEAD = "编号,金额,结果\n".encode()


@settings(max_examples=200)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda tail: HEAD + tail),
        st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
        st.text(max_size=200).map(lambda tail: HEAD + tail.encode("utf-8", "replace")),
    )
)
def test_a_fuzzed_file_is_read_or_refused(data: bytes) -> None:
    assert read_or_refused(data)


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_workbook_with_a_wrong_byte_is_read_or_refused(place: int, byte: int) -> None:
    whole = bytearray(files.written(profile("xlsx"), [ROW]))
    whole[place % len(whole)] = byte
    assert read_or_refused(bytes(whole))
