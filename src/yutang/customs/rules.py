"""Decisions about selling across the border: no database, no clock, no network.

The customs list (9610 出口清单) has the fields of the message CEB603 of the customs' unified
cross-border system, as the provinces' single windows publish it. What a county fills in for
itself (codes of its firms, port, currency, country) is kept with the county, because none of it
could be verified here; `Settings` says what is only a usual value.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from yutang.customs import errors

CURRENCIES = ("USD", "EUR", "HKD", "JPY", "GBP", "SGD", "KRW", "AUD", "MYR", "THB", "RUB")
_WITHOUT_CENTS = frozenset({"JPY", "KRW"})
RATE_OLD_AFTER = timedelta(days=35)
"""The customs' own rates hold for a month; one older than this is said to be old."""
RATE_MAX = Decimal(10_000)
PERIOD_DAYS_MAX = 92
_HS = re.compile(r"(?!77)(0[1-9]|[1-8][0-9]|9[0-7])[0-9]{8}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_UNIT_CODE = re.compile(r"[0-9]{3}")
_KILOGRAM = "035"
_GRAMS = Decimal(1000)
_FEN = Decimal(100)


# Rates


@dataclass(frozen=True)
class RateFacts:
    """What one unit of a currency cost in yuan on a day."""

    currency: str
    day: date
    rate: Decimal
    source: str = ""


def check_rate(facts: RateFacts) -> RateFacts:
    """Return the rate fit to be kept.

    Raises:
        BadRate: an unknown currency, or a figure out of bounds.
    """
    known = facts.currency in CURRENCIES and facts.rate.is_finite()
    if not known or not 0 < facts.rate < RATE_MAX:
        raise errors.BadRate(text=f"{facts.currency} {facts.rate}")
    return facts


def rate_of_row(cells: Sequence[str]) -> RateFacts:
    """Read one row of a file: currency, day (2026-11-18), yuan for one unit, source if given.

    Raises:
        BadRate: it is none.
    """
    shown = ",".join(cells)[:60]
    try:
        currency, day, rate, *rest = (cell.strip() for cell in cells)
        facts = RateFacts(
            currency.upper(), date.fromisoformat(day[:10]), Decimal(rate), rest[0] if rest else ""
        )
    except (ValueError, InvalidOperation) as error:
        raise errors.BadRate(text=shown) from error
    return check_rate(facts)


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a first row names the columns instead of a rate."""
    return not any(letter.isdigit() for letter in "".join(cells))


def in_currency(fen: int, rate: RateFacts) -> str:
    """Return an amount in the currency, rounded half up to its cents: ``USD 4.12``."""
    cent = Decimal(1) if rate.currency in _WITHOUT_CENTS else Decimal("0.01")
    amount = (Decimal(fen) / _FEN / rate.rate).quantize(cent, rounding=ROUND_HALF_UP)
    return f"{rate.currency} {amount:,}"


def is_old(rate: RateFacts, today: date) -> bool:
    """Tell whether a rate is older than it should be."""
    return today - rate.day > RATE_OLD_AFTER


# What is said about a product


@dataclass(frozen=True, kw_only=True)
class DeclarationFacts:
    """What a customs list needs of a product. Weights in grams, of one unit."""

    hs_code: str
    declared_name: str
    gross_g: int
    net_g: int
    origin_country: str = "CN"
    unit_code: str = "125"
    """The customs' code of the unit sold; 125 bag (包), 140 piece … (unverified: see a list)."""
    specification: str = ""


def check_declaration(facts: DeclarationFacts) -> DeclarationFacts:
    """Return what was said in its kept spelling.

    Raises:
        BadDeclaration: the first that no list can hold.
    """
    checked = replace(
        facts,
        hs_code=_plain(facts.hs_code).replace(".", ""),
        origin_country=_plain(facts.origin_country),
        unit_code=_plain(facts.unit_code),
        declared_name=facts.declared_name.strip(),
        specification=facts.specification.strip(),
    )
    if not _HS.fullmatch(checked.hs_code):
        raise errors.BadHsCode(text=facts.hs_code[:20])
    if not _COUNTRY.fullmatch(checked.origin_country):
        raise errors.BadCountry(text=facts.origin_country[:20])
    if not _UNIT_CODE.fullmatch(checked.unit_code):
        raise errors.BadUnitCode(text=facts.unit_code[:20])
    if not 0 < checked.net_g <= checked.gross_g:
        raise errors.BadWeights
    return checked


# The list


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a county's list says of itself; empty until somebody fills it in."""

    platform_code: str = ""
    platform_name: str = ""
    seller_code: str = ""
    seller_name: str = ""
    agent_code: str = ""
    agent_name: str = ""
    customs_code: str = ""
    port_code: str = ""
    logistics_code: str = ""
    logistics_name: str = ""
    country: str = ""
    """Where the parcels of this list go: the customs' code."""
    currency_code: str = "142"
    """142 stands for yuan in the customs' list of currencies (unverified)."""
    trade_mode: str = "9610"
    transport_mode: str = "5"
    """5 by air, 2 by sea, 4 by road (unverified)."""


@dataclass(frozen=True, kw_only=True)
class Sold:
    """One order as the list needs it. Prices in fen."""

    order_no: str
    payment_no: str
    logistics_no: str
    sent_on: date | None
    product_no: str
    product_name: str
    quantity: int
    price_fen: int
    amount_fen: int
    freight_fen: int
    declaration: DeclarationFacts | None


@dataclass(frozen=True)
class Column:
    """One field: its name in the message, its Chinese title, and whether a row needs it."""

    name: str
    title: str
    is_needed: bool = True


COLUMNS = (
    Column("orderNo", "订单编号"),
    Column("payNo", "支付编号"),
    Column("logisticsNo", "物流运单编号"),
    Column("ebpCode", "电商平台代码"),
    Column("ebpName", "电商平台名称"),
    Column("ebcCode", "收发货人代码"),
    Column("ebcName", "收发货人名称"),
    Column("agentCode", "申报企业代码"),
    Column("agentName", "申报企业名称"),
    Column("logisticsCode", "物流企业代码"),
    Column("logisticsName", "物流企业名称"),
    Column("customsCode", "申报地海关代码"),
    Column("portCode", "口岸海关代码"),
    Column("ieFlag", "进出口标记"),
    Column("ieDate", "出口日期"),
    Column("tradeMode", "贸易方式"),
    Column("trafMode", "运输方式"),
    Column("country", "运抵国（地区）"),
    Column("packNo", "件数"),
    Column("grossWeight", "毛重（公斤）"),
    Column("netWeight", "净重（公斤）"),
    Column("freight", "运费", is_needed=False),
    Column("gnum", "商品项号"),
    Column("itemNo", "企业商品货号"),
    Column("gcode", "商品编码"),
    Column("gname", "商品名称"),
    Column("gmodel", "规格型号", is_needed=False),
    Column("originCountry", "原产国（地区）"),
    Column("currency", "币制"),
    Column("qty", "申报数量"),
    Column("unit", "申报计量单位"),
    Column("qty1", "法定数量"),
    Column("unit1", "法定计量单位"),
    Column("price", "单价"),
    Column("totalPrice", "总价"),
)
"""One row an order: head and its one line of the message beside each other."""


@dataclass(frozen=True)
class Row:
    """One order's row; `lacks`: the titles of the needed fields that nobody filled in."""

    order_no: str
    cells: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.lacks


def row_of(sold: Sold, settings: Settings) -> Row:
    """Return the row of an order, and what it still lacks."""
    said = _head(sold, settings) | _line(sold, settings)
    cells = tuple(said[column.name] for column in COLUMNS)
    lacks = tuple(
        column.title
        for column, cell in zip(COLUMNS, cells, strict=True)
        if column.is_needed and not cell
    )
    return Row(sold.order_no, cells, lacks)


def check_period(start: date, end: date) -> None:
    """Raises `BadPeriod`: no days, or too many."""
    if not timedelta(0) <= end - start < timedelta(days=PERIOD_DAYS_MAX):
        raise errors.BadPeriod(most=PERIOD_DAYS_MAX)


def _head(sold: Sold, settings: Settings) -> dict[str, str]:
    said = sold.declaration
    return {
        "orderNo": sold.order_no,
        "payNo": sold.payment_no,
        "logisticsNo": sold.logistics_no,
        "ebpCode": settings.platform_code,
        "ebpName": settings.platform_name,
        "ebcCode": settings.seller_code,
        "ebcName": settings.seller_name,
        "agentCode": settings.agent_code,
        "agentName": settings.agent_name,
        "logisticsCode": settings.logistics_code,
        "logisticsName": settings.logistics_name,
        "customsCode": settings.customs_code,
        "portCode": settings.port_code,
        "ieFlag": "E",
        "ieDate": f"{sold.sent_on:%Y%m%d}" if sold.sent_on else "",
        "tradeMode": settings.trade_mode,
        "trafMode": settings.transport_mode,
        "country": settings.country,
        "packNo": "1",
        "grossWeight": _kilos(said.gross_g * sold.quantity) if said else "",
        "netWeight": _kilos(said.net_g * sold.quantity) if said else "",
        "freight": _yuan(sold.freight_fen),
    }


def _line(sold: Sold, settings: Settings) -> dict[str, str]:
    said = sold.declaration
    return {
        "gnum": "1",
        "itemNo": sold.product_no,
        "gcode": said.hs_code if said else "",
        "gname": (said.declared_name if said else "") or sold.product_name,
        "gmodel": said.specification if said else "",
        "originCountry": said.origin_country if said else "",
        "currency": settings.currency_code,
        "qty": str(sold.quantity),
        "unit": said.unit_code if said else "",
        "qty1": _kilos(said.net_g * sold.quantity) if said else "",
        "unit1": _KILOGRAM,
        "price": _yuan(sold.price_fen),
        "totalPrice": _yuan(sold.amount_fen),
    }


def _kilos(grams: int) -> str:
    return f"{Decimal(grams) / _GRAMS:.3f}"


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / _FEN:.2f}"


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).upper().split())
