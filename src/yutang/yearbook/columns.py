"""Tables of facts: a row a value, or a row a place with a column a kind; names beside codes."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from yutang.plumbing.sheets.cells import Value
from yutang.plumbing.sheets.columns import (
    At,
    Choice,
    Code,
    Column,
    Day,
    Number,
    Text,
    Year,
)
from yutang.yearbook.models import Confidence, Method
from yutang.yearbook.rules import Kind

METHODS: Final = {
    "上报": Method.REPORTED, "reported": Method.REPORTED, "填报": Method.REPORTED,
    "调查": Method.SURVEYED, "surveyed": Method.SURVEYED, "抽样": Method.SURVEYED,
    "计算": Method.COMPUTED, "computed": Method.COMPUTED,
    "登记": Method.REGISTER, "register": Method.REGISTER, "台账": Method.REGISTER,
    "估计": Method.ESTIMATED, "estimated": Method.ESTIMATED, "估算": Method.ESTIMATED,
}  # fmt: skip
CONFIDENCES: Final = {
    "高": Confidence.HIGH, "high": Confidence.HIGH,
    "中": Confidence.MEDIUM, "medium": Confidence.MEDIUM,
    "低": Confidence.LOW, "low": Confidence.LOW,
}  # fmt: skip
_CODES: Final = ("行政区划代码", "区划代码", "村代码", "统计用区划代码", "地区代码")
_VILLAGES: Final = ("村名", "行政村", "村名称", "村委会", "行政村名称")
PLACE: Final = (
    Column("code", "代码", "Place code", Code(), _CODES, required=False, example="130827100201"),
    Column("county", "县", "County", Text(40), ("县区", "县名", "区县"), required=False),
    Column("town", "乡镇", "Town", Text(40), ("镇", "乡", "乡镇名", "乡镇名称"), required=False),
    Column("village", "村", "Village", Text(40), _VILLAGES, required=False),
)
_YEAR: Final = Column("year", "年份", "Year", Year(), ("年度", "年"), required=False, example=2018)


class Unparsed(NamedTuple):
    """A cell that is read when its row's kind is known."""

    value: Value
    scale: Decimal | None


class AsTold:
    """Keeps the cell for later."""

    spreads = False
    unit = "元"

    def __call__(self, value: Value, at: At) -> Unparsed:
        return Unparsed(value, at.scale)


_LONG: Final = (
    Column("kind", "指标", "Kind of fact", Text(60), ("指标名称", "项目"), required=False),
    Column("value", "数值", "Value", AsTold(), ("值", "指标值", "数据"), required=False),
    Column(
        "about", "产品类别", "Product class", Code((2, 4, 6), may_begin_with_zero=True),
        ("产品类别代码",), required=False,
    ),
    Column("source", "数据来源", "Source", Text(120), ("来源", "出处"), required=False),
    Column("method", "取得方式", "Method", Choice(METHODS), ("方式",), required=False),
    Column("confidence", "可信度", "Confidence", Choice(CONFIDENCES), required=False),
    Column("as_of", "截至日期", "As of", Day(), ("截止日期", "时点"), required=False),
    Column("reason", "说明", "Remark", Text(200), ("可信理由",), required=False),
)  # fmt: skip
KEY: Final = tuple(column.name for column in (*PLACE, _YEAR) if column.name != "county")
"""What a row is about; in a long table the kind, class and source as well."""
LONG_KEY: Final = (*KEY, "kind", "about", "source")


def columns_for(kinds: Iterable[Kind]) -> list[Column]:
    """Return all columns that a table of facts may have, whichever form it has."""
    return [*PLACE, _YEAR, *_LONG, *(_kind_column(kind) for kind in kinds)]


def wide_columns(kinds: Iterable[Kind]) -> list[Column]:
    """Return the columns of the template with a row a place."""
    return [*PLACE, _YEAR, *(_kind_column(kind) for kind in kinds)]


def long_columns(example: Kind) -> list[Column]:
    """Return the columns of the template with a row a value, and an example."""
    shown = {
        "kind": example.title_zh,
        "value": 120,
        "source": "县统计局年报",
        "method": "上报",
        "confidence": "高",
        "as_of": date(2018, 12, 31),
    }
    return [
        Column(
            c.name, c.zh, c.en, c.parse, c.also, c.required, example=shown.get(c.name, c.example)
        )
        for c in (*PLACE, _YEAR, *_LONG)
    ]


def parser_of(kind: Kind) -> Number:
    """Return how a value of the kind is read; its range is the room's to check."""
    return Number(kind.digits, None, None, kind.unit_zh)


def kind_titles(kinds: Iterable[Kind]) -> dict[str, Kind]:
    """Return the kinds by all that people call them, in small letters without spaces."""
    found: dict[str, Kind] = {}
    for kind in kinds:
        for word in (kind.name, kind.title_zh, kind.title_en, *kind.headings):
            found.setdefault(bare(word), kind)
    return found


def bare(word: str) -> str:
    """Return a title as two of them are compared."""
    return "".join(word.lower().split())


def _kind_column(kind: Kind) -> Column:
    return Column(
        kind.name,
        kind.title_zh,
        kind.title_en,
        parser_of(kind),
        kind.headings,
        required=False,
        is_yearly=True,
        example=1 if kind.name == "road_hardened" else "",
    )
