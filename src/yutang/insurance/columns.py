"""What the columns of a register file are called, and what its rows say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from yutang.insurance.errors import NoColumns
from yutang.insurance.rules.wording import STANDINGS, Rule
from yutang.plumbing.sheets.cells import Line, Sheet, Value, plain
from yutang.plumbing.sheets.columns import Column, Text, half_width
from yutang.plumbing.sheets.headings import WITHIN, Head, head_of

_WORDS = Text(60)
COLUMNS: Final = (
    Column(
        "name",
        "姓名",
        "Name",
        _WORDS,
        ("参保人", "参保人姓名", "被保险人", "被保险人姓名", "贫困人口姓名", "成员姓名"),
        example="李某某",
    ),
    Column(
        "id_number",
        "身份证号",
        "Identity number",
        _WORDS,
        ("身份证号码", "身份证", "证件号", "证件号码", "公民身份号码", "被保险人证件号码"),
        example="（18 位，请设为文本格式）",
    ),
    Column("town", "乡镇", "Town", _WORDS, ("乡", "镇", "乡镇名称", "所在乡镇"), required=False),
    Column(
        "village",
        "行政村",
        "Village",
        _WORDS,
        ("村", "村名", "所在村", "行政村名称", "村委会", "住址"),
        required=False,
    ),
    Column(
        "village_code",
        "村代码",
        "Village code",
        _WORDS,
        ("行政村代码", "行政区划代码", "区划代码", "村编码"),
        required=False,
    ),
    Column(
        "standing",
        "是否建档立卡",
        "In the poverty register",
        _WORDS,
        (
            "建档立卡",
            "贫困户属性",
            "户类型",
            "人员类别",
            "身份类别",
            "监测对象类别",
            "防返贫类别",
        ),
        required=False,
        example="是",
    ),
    Column(
        "household",
        "户编号",
        "Household number in that register",
        _WORDS,
        ("户号", "家庭编号", "贫困户编号"),
        required=False,
    ),
    Column(
        "mobile",
        "联系电话",
        "Mobile number",
        _WORDS,
        ("手机号", "手机号码", "电话", "手机"),
        required=False,
    ),
    Column(
        "guardian",
        "监护人",
        "Guardian, for those under 18",
        _WORDS,
        ("监护人姓名", "法定监护人"),
        required=False,
    ),
)
_STANDINGS: Final = {
    "是": "registered",
    "√": "registered",
    "yes": "registered",
    "registered": "registered",
    "建档立卡": "registered",
    "建档立卡户": "registered",
    "建档立卡贫困户": "registered",
    "贫困户": "registered",
    "一般贫困户": "registered",
    "低保贫困户": "registered",
    "特困供养贫困户": "registered",
    "脱贫户": "registered",
    "已脱贫": "registered",
    "脱贫不稳定户": "unstable",
    "脱贫不稳定": "unstable",
    "边缘易致贫户": "marginal",
    "边缘易致贫": "marginal",
    "突发严重困难户": "sudden",
    "突发严重困难": "sudden",
}
_TOTAL = re.compile(r"(合计|小计|总计|共计|填表|制表|审核|备注|注[::])")
_LOST = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_NAME_MOST = 40


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says, as text; `has_lost_digits`: a spreadsheet made the number a rounded one."""

    row: int
    name: str
    id_number: str
    town: str
    village: str
    village_code: str
    standing: str
    household: str
    mobile: str
    guardian: str
    has_lost_digits: bool


def said_in(lines: Iterator[Line], rule: Rule) -> Iterator[Said]:
    """Yield what the rows below the headings say, in their order; totals and remarks are left out.

    Raises:
        NoColumns: names, identity numbers, villages or what the rule asks for have no column.
    """
    first = list(islice(lines, 2 * WITHIN))
    head = head_of(Sheet("", lines=first), COLUMNS)
    at = _places_of(head, rule)
    assert head is not None, "it was refused otherwise"
    last = head.last
    for line in chain(first, lines):
        if line.number > last:
            said = _said(line, at)
            if said is not None:
                yield said


def _places_of(head: Head | None, rule: Rule) -> dict[str, int]:
    """Return where each column stands, counted from zero."""
    at = {found.column.name: found.at - 1 for found in head.found} if head else {}
    missing = [column.zh for column in COLUMNS if column.required and column.name not in at]
    if "village" not in at and "village_code" not in at:
        missing.append("行政村 / 村代码")
    if STANDINGS[rule.eligibility.who] and "standing" not in at:
        missing.append("是否建档立卡")
    if missing:
        raise NoColumns(headings="、".join(missing))
    return at


def _said(line: Line, at: dict[str, int]) -> Said | None:
    cells = line.cells
    width = len(cells)

    def text(name: str) -> str:
        place = at.get(name)
        if place is None or place >= width:
            return ""
        return _text(cells[place])

    name, number = text("name"), text("id_number")
    if not number and _TOTAL.match(name or _text(cells[0])):
        return None
    raw = cells[at["id_number"]] if at["id_number"] < width else None
    return Said(
        line.number,
        name,
        number.replace(" ", "").upper().lstrip("'`‘’"),
        text("town"),
        text("village"),
        text("village_code"),
        _STANDINGS.get(text("standing").lower(), ""),
        text("household")[:_NAME_MOST],
        text("mobile"),
        text("guardian")[:_NAME_MOST],
        isinstance(raw, float) or bool(number and _LOST.fullmatch(number)),
    )


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value if value.isascii() or value.isalpha() else half_width(value)
    return "" if value is None else plain(value)
