"""Rates, declarations and rows of a customs list: what may be written, what comes of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yutang.customs import rules
from yutang.customs.errors import BadDeclaration, BadPeriod, BadRate
from yutang.customs.rules import DeclarationFacts, RateFacts, Settings, Sold

DAY = date(2026, 11, 18)
DOLLAR = RateFacts("USD", DAY, Decimal("7.1132"))
CHESTNUTS = DeclarationFacts(
    hs_code="0802410000", declared_name="板栗", gross_g=1100, net_g=1000, unit_code="125"
)
_WRITTEN = (
    *("platform_code", "platform_name", "seller_code", "seller_name", "agent_code", "agent_name"),
    *("customs_code", "port_code", "logistics_code", "logistics_name", "country"),
)
WHOLE = Settings(**dict.fromkeys(_WRITTEN, "1"))
SOLD = Sold(
    order_no="a1",
    payment_no="P1",
    logistics_no="SF1",
    sent_on=DAY,
    product_no="7",
    product_name="宽城板栗",
    quantity=3,
    price_fen=2990,
    amount_fen=8970,
    freight_fen=0,
    declaration=CHESTNUTS,
)


@pytest.mark.parametrize(
    ("fen", "currency", "rate", "said"),
    [
        (2990, "USD", "7.1132", "USD 4.20"),
        (2990, "JPY", "0.0456", "JPY 656"),
        (1234567, "HKD", "0.9123", "HKD 13,532.47"),
        (1, "USD", "7", "USD 0.00"),
    ],
)
def test_a_price_in_another_currency(fen: int, currency: str, rate: str, said: str) -> None:
    assert rules.in_currency(fen, RateFacts(currency, DAY, Decimal(rate))) == said


@given(some.integers(1, 10**9), some.decimals("0.01", "1000", places=4))
def test_a_price_is_never_off_by_more_than_half_a_cent(fen: int, rate: Decimal) -> None:
    said = rules.in_currency(fen, RateFacts("USD", DAY, rate)).removeprefix("USD ")
    exact = Decimal(fen) / 100 / rate
    assert abs(Decimal(said.replace(",", "")) - exact) <= Decimal("0.005")


def test_a_rate_is_old_after_a_month() -> None:
    assert not rules.is_old(DOLLAR, date(2026, 12, 23))
    assert rules.is_old(DOLLAR, date(2026, 12, 24))


def test_a_row_of_a_file_is_read() -> None:
    assert rules.rate_of_row(["usd", "2026-11-18", "7.1132", "中行"]) == replace(
        DOLLAR, source="中行"
    )
    assert rules.is_header(["币种", "日期", "汇率"])


@pytest.mark.parametrize(
    "cells",
    [
        ["USD"],
        ["USD", "18.11.2026", "7"],
        ["USD", "2026-11-18", "sieben"],
        ["ABC", "2026-11-18", "7"],
        ["USD", "2026-11-18", "0"],
        ["USD", "2026-11-18", "NaN"],
        ["USD", "2026-11-18", "-7"],
    ],
)
def test_what_is_no_rate_is_refused(cells: list[str]) -> None:
    with pytest.raises(BadRate):
        rules.rate_of_row(cells)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hs_code": "08024100"},
        {"hs_code": "7702410000"},
        {"hs_code": "0002410000"},
        {"hs_code": "9802410000"},
        {"origin_country": "China"},
        {"unit_code": "kg"},
        {"gross_g": 900},
        {"net_g": 0},
    ],
)
def test_what_no_list_can_hold_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(BadDeclaration):
        rules.check_declaration(replace(CHESTNUTS, **wrong))  # type: ignore[arg-type]


def test_a_declaration_is_kept_in_one_spelling() -> None:
    typed = replace(CHESTNUTS, hs_code=" ０８０２.４１.００００ ", origin_country="cn")
    assert rules.check_declaration(typed) == CHESTNUTS


def test_a_row_is_whole_when_every_needed_field_is_there() -> None:
    row = rules.row_of(SOLD, WHOLE)
    said = dict(zip([column.name for column in rules.COLUMNS], row.cells, strict=True))
    assert row.is_whole, row.lacks
    assert (said["gcode"], said["qty"], said["price"], said["totalPrice"]) == (
        "0802410000",
        "3",
        "29.90",
        "89.70",
    )
    assert (said["grossWeight"], said["netWeight"], said["tradeMode"]) == ("3.300", "3.000", "9610")
    assert (said["ieFlag"], said["ieDate"], said["originCountry"]) == ("E", "20261118", "CN")


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ({"payment_no": ""}, "支付编号"),
        ({"logistics_no": ""}, "物流运单编号"),
        ({"sent_on": None}, "出口日期"),
        ({"declaration": None}, "商品编码"),
    ],
)
def test_a_row_says_what_it_lacks(without: dict[str, None], lacks: str) -> None:
    row = rules.row_of(replace(SOLD, **without), WHOLE)  # type: ignore[arg-type]
    assert not row.is_whole
    assert lacks in row.lacks
    assert "运抵国（地区）" in rules.row_of(SOLD, Settings()).lacks


def test_a_list_is_of_a_quarter_at_most() -> None:
    rules.check_period(DAY, DAY)
    for start, end in ((date(2026, 11, 19), DAY), (date(2026, 1, 1), DAY)):
        with pytest.raises(BadPeriod):
            rules.check_period(start, end)
