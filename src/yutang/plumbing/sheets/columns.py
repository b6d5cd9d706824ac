"""What a column of a table is called and how its cells are read, however people write them.

A parser is called with the cell and with what its column knows (`At`); it returns the value, or
raises a refusal of `problems.py` or of a room. What was understood but deserves a word is noted.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from yutang.kernel.errors import Refusal
from yutang.kernel.text import one_line
from yutang.plumbing.sheets import problems
from yutang.plumbing.sheets.cells import Value, plain

YUAN: Final = "元"
PERCENT: Final = "%"
SCALES: Final = {
    "": 1, "十": 10, "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000,
    "千万": 10_000_000, "亿": 100_000_000, "十亿": 1_000_000_000, "百亿": 10_000_000_000,
}  # fmt: skip
_COUNTED: Final = frozenset("元人户亩个件单")
_BLANKS = frozenset({"-", "--", "—", "——", "/", "\\", "无", "暂无", "空", "n/a", "none", "null"})
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d{1,18})(\.\d*)?|[-+]?\.\d+")
_TAIL = re.compile("(百亿|十亿|亿|千万|百万|十万|万|千|百|十)?([^0-9.,]*)")
_SERIALS: Final = range(20_000, 65_000)
"""1954 to 2077 as a spreadsheet counts days."""
_SERIAL_ZERO: Final = date(1899, 12, 30)
_YEARS: Final = range(1949, 2100)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_MONTH_ALONE = re.compile(r"(\d{1,2})月份?")
_YEAR = re.compile(r"(\d{4})年?度?")
_CODE_ZEROS = re.compile(r"\.0+$")


@dataclass
class At:
    """What a column knows of its cells: unit and year of its heading; notes made on the way."""

    scale: Decimal | None = None
    """Of the unit in the heading; a unit in the cell comes first."""
    year: int | None = None
    notes: list[Refusal] = field(default_factory=list)


Parse = Callable[[Value, At], object]


@dataclass(frozen=True)
class Column:
    """A column: its name in code, its headings in both languages, and others people write.

    A heading may have its unit or a year with it: ``2018年销售额（万元）``. With `is_yearly` the
    column may stand there once a year: the cells are then named ``name@2018``.
    """

    name: str
    zh: str
    en: str
    parse: Parse
    also: tuple[str, ...] = ()
    required: bool = True
    is_yearly: bool = False
    example: object = ""
    """What the template shows in this column."""

    @property
    def spreads(self) -> bool:
        """A merged cell counts for all its rows: names do, numbers do not."""
        return bool(getattr(self.parse, "spreads", True))


def half_width(text: str) -> str:
    """Return the text with full-width digits, letters and signs as narrow ones, in one line."""
    return one_line(unicodedata.normalize("NFKC", text))


def is_blank(value: Value, *, is_text: bool = False) -> bool:
    """Tell whether nothing is said: an empty cell, or a dash where a number would stand."""
    if value is None or value == "":
        return True
    if not isinstance(value, str):
        return False
    said = half_width(value).lower()
    return not said or (not is_text and said in _BLANKS)


@dataclass(frozen=True)
class Text:
    """Words as they stand, in one line; digits and letters narrow."""

    most: int = 200
    is_text = True

    def __call__(self, value: Value, _at: At) -> str:
        said = one_line("".join(_narrow(sign) for sign in plain(value)))
        if len(said) > self.most:
            raise problems.TooLong(most=self.most)
        return said


@dataclass(frozen=True)
class Code:
    """Digits that are no amount: the code of a place, or of a class of products.

    Codes of classes may begin with a zero; one that a spreadsheet took away is put back.
    """

    digits: tuple[int, ...] = (2, 4, 6, 9, 12)
    may_begin_with_zero: bool = False

    def __call__(self, value: Value, at: At) -> str:
        if isinstance(value, float) and not value.is_integer():
            raise self._no(value)
        said = half_width(plain(value)).replace(" ", "").strip("'‘’`\"")
        if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", said):
            raise problems.DigitsLost(text=said)
        said = _CODE_ZEROS.sub("", said)
        if not (said.isascii() and said.isdigit()):
            raise self._no(value)
        lost = len(said) not in self.digits and len(said) + 1 in self.digits
        if self.may_begin_with_zero and lost:
            at.notes.append(problems.ZeroAdded(text=said, value=f"0{said}"))
            said = f"0{said}"
        if len(said) not in self.digits:
            raise self._no(value)
        return said

    def _no(self, value: Value) -> problems.NotACode:
        return problems.NotACode(text=plain(value), digits="/".join(map(str, self.digits)))


@dataclass(frozen=True)
class Number:
    """A number with at most so many digits after the point (more are rounded, and said so)."""

    digits: int = 2
    least: Decimal | int | None = 0
    most: Decimal | int | None = None
    unit: str = ""
    """元, %, 户 …: what may stand behind the digits; 万 and 亿 before it multiply."""
    spreads = False

    def __call__(self, value: Value, at: At) -> Decimal:
        exact = _exact(value, self.unit, at)
        rounded = exact.quantize(Decimal(1).scaleb(-self.digits), ROUND_HALF_UP)
        if rounded != exact:
            at.notes.append(problems.Rounded(text=plain(value), value=f"{rounded:f}"))
        _check_range(rounded, self.least, self.most)
        return rounded


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    least: int | None = 0
    most: int | None = None
    unit: str = ""
    spreads = False

    def __call__(self, value: Value, at: At) -> int:
        exact = _exact(value, self.unit, at)
        if exact != exact.to_integral_value():
            raise problems.NotWhole(text=plain(value))
        _check_range(exact, self.least, self.most)
        return int(exact)


@dataclass(frozen=True)
class Fen:
    """Money, read in yuan unless a unit is said, returned in whole fen."""

    least: int | None = 0
    most: int | None = None
    unit = YUAN
    spreads = False

    def __call__(self, value: Value, at: At) -> int:
        low = None if self.least is None else Decimal(self.least) / 100
        high = None if self.most is None else Decimal(self.most) / 100
        return int(Number(2, low, high, YUAN)(value, at) * 100)


@dataclass(frozen=True)
class Day:
    """A day, as 2018-7-5, 2018/7/5, 2018.7.5, 2018年7月5日, 20180705 or a serial number."""

    def __call__(self, value: Value, _at: At) -> date:
        known = _date(value)
        if known is not None:
            return known
        said = _narrow_date(value)
        parts = _DAY.fullmatch(said)
        if parts is None and len(said) == 8 and said.isdigit():  # noqa: PLR2004 - yyyymmdd
            parts = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", said)
        if parts is None:
            raise problems.NotADate(text=plain(value))
        return _made(*(int(part) for part in parts.groups()), refusal=problems.NotADate(text=said))


@dataclass(frozen=True)
class Month:
    """A month as its first day. One without a year takes the heading's or the sheet's."""

    def __call__(self, value: Value, at: At) -> date:
        known = _date(value)
        if known is not None:
            return known.replace(day=1)
        said = _narrow_date(value)
        refusal = problems.NotAMonth(text=plain(value))
        if isinstance(value, float) and re.fullmatch(r"\d{4}\.1", said):
            raise problems.WhichMonth(text=said, year=said[:4])
        if alone := _MONTH_ALONE.fullmatch(said):
            if at.year is None:
                raise problems.WhichYear(text=said)
            found = _made(at.year, int(alone[1]), 1, refusal=refusal)
            at.notes.append(problems.YearTaken(text=said, year=at.year))
            return found
        if len(said) in {6, 8} and said.isdigit():
            return _made(
                int(said[:4]), int(said[4:6]), int(said[6:] or 1), refusal=refusal
            ).replace(day=1)
        if day := _DAY.fullmatch(said):
            return _made(int(day[1]), int(day[2]), int(day[3]), refusal=refusal).replace(day=1)
        if parts := _MONTH.fullmatch(said):
            return _made(int(parts[1]), int(parts[2]), 1, refusal=refusal)
        raise refusal


@dataclass(frozen=True)
class Year:
    """A year: 2018, 2018年, 2018年度, or that of a date."""

    def __call__(self, value: Value, _at: At) -> int:
        if isinstance(value, date):
            return value.year
        said = _narrow_date(value)
        parts = _YEAR.fullmatch(said)
        if parts is None or int(parts[1]) not in _YEARS:
            raise problems.NotAYear(text=plain(value))
        return int(parts[1])


@dataclass(frozen=True)
class Choice:
    """One of these words (several may mean the same); returned as the code uses it."""

    words: Mapping[str, str]

    def __call__(self, value: Value, _at: At) -> str:
        said = half_width(plain(value)).lower()
        found = {half_width(word).lower(): meant for word, meant in self.words.items()}.get(said)
        if found is None:
            shown = list(dict.fromkeys(self.words))[:12]
            raise problems.NotAmong(text=plain(value), words="、".join(shown))
        return found

    def __hash__(self) -> int:
        return hash(tuple(self.words.items()))


YES_NO: Final = Choice({"是": "yes", "否": "no", "yes": "yes", "no": "no", "√": "yes", "×": "no"})


def scale_of(unit: str) -> Decimal | None:
    """Return by how much a unit multiplies: 万元 and 万人 are 10,000; None when it is none."""
    said = half_width(unit).removeprefix("人民币")
    counted = said[:-1] if said[-1:] in _COUNTED else None
    if counted is None and said in {"万", "亿"}:
        counted = said
    return Decimal(SCALES[counted]) if counted in SCALES else None


def _narrow(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign) if "０" <= sign <= "ｚ" and sign.isalnum() else sign


def _exact(value: Value, unit: str, at: At) -> Decimal:
    """Return the number with its unit counted in; units other than the column's are refused."""
    text = plain(value)
    no = problems.NotANumber(text=text)
    if isinstance(value, bool | date | timedelta):
        raise no
    scale = at.scale if at.scale is not None else Decimal(1)
    if isinstance(value, int | float):
        try:
            exact = Decimal(text)
        except ArithmeticError as error:
            raise no from error
        return _finite(exact * scale, no)
    said = half_width(text).replace(" ", "").lstrip("¥￥").replace("，", ",")
    digits = _NUMBER.match(said)
    if digits is None:
        raise no
    tail = _TAIL.fullmatch(said[digits.end() :])
    if tail is None:
        raise no
    if tail[2] and tail[2] != unit:
        raise problems.WrongUnit(text=text, unit=unit) if unit else no
    if tail[1] or tail[2]:
        scale = Decimal(SCALES[tail[1] or ""])
    return _finite(Decimal(digits[0].replace(",", "").rstrip(".")) * scale, no)


def _finite(exact: Decimal, refusal: Refusal) -> Decimal:
    if not exact.is_finite() or abs(exact) >= Decimal(10) ** 18:
        raise refusal
    return exact


def _check_range(exact: Decimal, least: Decimal | int | None, most: Decimal | int | None) -> None:
    if (least is not None and exact < least) or (most is not None and exact > most):
        raise problems.OutOfRange(
            text=f"{exact:,f}",
            least="–∞" if least is None else f"{least:,f}" if least else "0",
            most="∞" if most is None else f"{most:,f}",
        )


def _date(value: Value) -> date | None:
    """Return the day of a date cell or of a serial number."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = plain(value)
    if len(text) == 5 and text.isascii() and text.isdigit() and int(text) in _SERIALS:  # noqa: PLR2004
        return _SERIAL_ZERO + timedelta(days=int(text))
    return None


def _narrow_date(value: Value) -> str:
    said = half_width(plain(value)).replace(" ", "")
    said = re.sub(r"[T\s]?\d{1,2}:\d\d(:\d\d(\.\d+)?)?$", "", said) if ":" in said else said
    said = (
        said.translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
        if _is_hanzi(said)
        else said
    )
    return re.sub(r"[—–－]", "-", said)


def _is_hanzi(said: str) -> bool:
    return bool(re.match("[〇○零一二三四五六七八九]{4}年", said)) and "十" not in said


def _made(year: int, month: int, day: int, *, refusal: Refusal) -> date:
    if year not in _YEARS:
        raise refusal
    try:
        return date(year, month, day)
    except ValueError as error:
        raise refusal from error
