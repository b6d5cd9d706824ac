"""Invented registers of a county, with given shares of dirt; for the bench, the demo and tests.

Nobody in them is real: names carry （演示）, identity numbers are drawn. The same seed draws the
same register.
"""

import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import Final

from yutang.insurance.rules import Reason
from yutang.plumbing.sheets import writing
from yutang.roster.rules.persons import check_sign

HEADINGS: Final = ("序号", "姓名", "身份证号", "村代码", "是否建档立卡", "联系电话")
"""Some of those that registers have."""
DIRT: Final[Mapping[Reason, float]] = {
    Reason.NO_ID: 0.002,
    Reason.BAD_ID: 0.004,
    Reason.TWICE: 0.006,
    Reason.TOO_OLD: 0.02,
    Reason.TOO_YOUNG: 0.01,
    Reason.NOT_REGISTERED: 0.005,
    Reason.WRONG_COUNTY: 0.002,
    Reason.NO_VILLAGE: 0.001,
}
"""Shares of the rows that cannot be enrolled, by reason."""
_TWICE_AMONG: Final = 1_000
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "秀英桂兰玉梅凤建国志强海军永红明丽霞翠花俊杰文华春雷淑珍大山小河石头连生福来喜"


@dataclass(frozen=True)
class Invented:
    """How a register is drawn: so many rows, for people of these villages, insured from a day."""

    rows: int
    villages: Sequence[str]
    first_day: date
    seed: int = 7
    dirt: Mapping[Reason, float] = field(default_factory=lambda: DIRT)


@dataclass(frozen=True)
class Drawn:
    """One row and what should become of it; None: it can be enrolled."""

    cells: tuple[str, ...]
    reason: Reason | None


def rows(said: Invented) -> Iterator[Drawn]:
    """Yield the rows of a register, without its headings."""
    drawn = random.Random(said.seed)  # noqa: S311 - invented, and the same again
    reasons, weights = list(said.dirt), list(said.dirt.values())
    clean = 1 - sum(weights)
    good: list[tuple[str, ...]] = []
    for number in range(1, said.rows + 1):
        reason = drawn.choices([None, *reasons], [clean, *weights])[0]
        if reason is Reason.TWICE and good:
            cells = (str(number), *drawn.choice(good)[1:])
        else:
            reason = None if reason is Reason.TWICE else reason
            cells = _person(said, number, reason, drawn)
        if reason is None and len(good) < _TWICE_AMONG:
            good.append(cells)
        yield Drawn(cells, reason)


def _person(
    said: Invented, number: int, reason: Reason | None, drawn: random.Random
) -> tuple[str, ...]:
    village = drawn.choice(said.villages)
    # Between 18 and 60 by a margin, so that age is never in doubt.
    years = {Reason.TOO_OLD: 65, Reason.TOO_YOUNG: 14}.get(reason or Reason.TWICE, 0)
    years = years or drawn.randrange(19, 59)
    born = said.first_day - timedelta(days=years * 365 + drawn.randrange(20, 300))
    county = village[:6]
    # Every number is another one: day of birth aside, the running number tells them apart.
    base = f"{county[:3]}{number // 1_000 % 1_000:03d}{born:%Y%m%d}{number % 1_000:03d}"
    identity = base + check_sign(base)
    standing = "是"
    if reason is Reason.NO_ID:
        identity = ""
    elif reason is Reason.BAD_ID:
        wrong = drawn.choice([sign for sign in "123456789" if sign != identity[-1]])
        identity = f"{identity[:-1]}{wrong}"
    elif reason is Reason.NOT_REGISTERED:
        standing = "否"
    elif reason is Reason.WRONG_COUNTY:
        village = "990000000200"
    elif reason is Reason.NO_VILLAGE:
        village = f"{county}999999"
    name = f"{drawn.choice(_FAMILY)}{drawn.choice(_GIVEN)}{drawn.choice(_GIVEN)}（演示）"
    mobile = f"1390{drawn.randrange(10**7):07d}"
    return str(number), name, identity, village, standing, mobile


def as_csv(drawn: Iterator[Drawn], encoding: str = "utf-8-sig") -> bytes:
    """Return the register as a file of commas, as an old spreadsheet writes it in GB18030."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(each.cells for each in drawn)
    return text.getvalue().encode(encoding)


def as_xlsx(drawn: Iterator[Drawn]) -> bytes:
    """Return the register as a workbook with a title above its headings."""
    titled = [("参保名册（演示）",), HEADINGS]
    return writing.book_bytes(chain(titled, (each.cells for each in drawn)), heading_rows=2)
