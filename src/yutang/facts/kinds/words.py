"""Columns and units that many kinds have, said once."""

from typing import Final

from yutang.facts.kinds.shape import Column
from yutang.kernel.told import Told

FEN: Final = Told("分", "fen")
DAYS: Final = Told("天", "days")
MINUTES: Final = Told("分钟", "min")
SECONDS: Final = Told("秒", "s")
TIMES: Final = Told("人次", "person-times")
PERSONS: Final = Told("人", "persons")
UNITS: Final = Told("件", "units")
GRAMS: Final = Told("克", "g")
MU: Final = Told("亩", "mu")
TREES: Final = Told("棵", "trees")
ORDERS: Final = Told("单", "orders")
NONE: Final = Told("", "")

IN_CHINA: Final = "at time zone 'Asia/Shanghai')::date"
"""Ends a cast of a moment to its day in China: ``(placed_at `` before it."""


def text(name: str, zh: str, en: str, *, private: bool = False) -> Column:
    """A word or a code."""
    return Column(name, "string", Told(zh, en), private=private)


def number(name: str, zh: str, en: str, unit: Told = NONE, *, private: bool = False) -> Column:
    """A whole number, or a number that names something."""
    return Column(name, "int", Told(zh, en), unit, private=private)


def fen(name: str, zh: str, en: str) -> Column:
    """Money in fen."""
    return Column(name, "int", Told(zh, en), FEN)


def part(name: str, zh: str, en: str, unit: Told = NONE) -> Column:
    """A number with a fraction."""
    return Column(name, "float", Told(zh, en), unit)


def yes(name: str, zh: str, en: str, *, private: bool = False) -> Column:
    """Yes or no; empty where it is not known."""
    return Column(name, "bool", Told(zh, en), private=private)


def day(name: str, zh: str, en: str) -> Column:
    """A day in China."""
    return Column(name, "date", Told(zh, en))


ORDER: Final = text("order", "订单", "order", private=True)
SALE: Final = number("sale", "哪一场直播；0：不是直播里买的", "live sale; 0: bought outside one")
PRODUCT: Final = number("product", "商品编号", "number of the good")
GOOD: Final = text("good", "商品名称", "name of the good")
PRODUCER: Final = number("producer", "生产者编号", "number of the producer", private=True)
PROGRAMME: Final = number("programme", "项目编号", "number of the programme")
IS_WOMAN: Final = yes("is_woman", "是女性；不知道为空", "is a woman; empty: unknown")
PLAN: Final = text("plan", "项目种类，如 qingcheng", "kind of programme, as qingcheng")
UNTIL: Final = day("until", "到哪天为止；还在为空", "until which day; empty while it lasts")
HOME: Final = text("home", "住在哪个县（6 位）", "county where the person lives, 6 digits")
POOR: Final = yes(
    "is_poor",
    "那天在防返贫监测名单上",
    "on the register of those who might fall back into poverty, on that day",
    private=True,
)
