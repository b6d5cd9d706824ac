"""What a rule asks for, line by line, and whether it is there. Pure.

A demand is either *computed* (a verdict of criteria, a figure of the place, the applicant's own
shop) or a *document*. A computed line whose value is not known is neither met nor failed: whoever
decides sees that nothing is known, and by what it would be.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from yutang.honours.errors import BadDemand

VERDICT, FIGURE, DOCUMENT = "verdict", "figure", "document"
HOW: Final = (VERDICT, FIGURE, DOCUMENT)
DEMANDS_MOST = 20
TITLE_MAX = 120
NAME_MAX = 60


@dataclass(frozen=True)
class Demand:
    """One line of a rule. `name`: of the criterion or figure; `least`: in the figure's unit."""

    how: str
    title: str
    title_en: str
    name: str = ""
    least: Decimal | None = None


@dataclass(frozen=True)
class Line:
    """A demand looked at: `is_met` is None when nothing is known. `value` as it was then."""

    position: int
    how: str
    title: str
    title_en: str
    name: str = ""
    least: str = ""
    value: str = ""
    told: str = ""
    """Which year or version the value is of."""
    link: str = ""
    is_met: bool | None = None
    papers: int = 0

    def kept(self) -> dict[str, Any]:
        """Return the line as it is written beside a version or a review."""
        return asdict(self)


def judged(demand: Demand, value: Decimal | None) -> bool | None:
    """Tell whether a figure reaches what is asked; None where it is not known."""
    if value is None or demand.least is None:
        return None
    return value >= demand.least


def unmet(lines: Iterable[Line]) -> list[Line]:
    """Return the computed lines that are known to fail."""
    return [line for line in lines if line.how != DOCUMENT and line.is_met is False]


def without_paper(lines: Iterable[Line]) -> list[Line]:
    """Return the documents that are still missing."""
    return [line for line in lines if line.how == DOCUMENT and not line.papers]


def read(text: str) -> list[Demand]:
    """Return the demands that an operator typed, one a line.

    ``document | 村民会议记录 | Minutes of the village assembly``
    ``figure | 农民人均收入 | Income per head | yearbook.income_per_head_yuan | 12000``
    ``verdict | 达到淘宝村标准 | Is a Taobao village | taobao-village@2019``

    Raises:
        BadDemand: a line is none of these, or there are none or too many.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not 0 < len(lines) <= DEMANDS_MOST:
        raise BadDemand(line=len(lines) + 1)
    return [_read(number, line) for number, line in enumerate(lines, start=1)]


def written(demands: Iterable[Demand]) -> str:
    """Return the demands as `read` reads them."""
    rows = []
    for demand in demands:
        parts = [demand.how, demand.title, demand.title_en, demand.name]
        parts.append("" if demand.least is None else f"{demand.least:f}")
        while not parts[-1]:
            parts.pop()
        rows.append(" | ".join(parts))
    return "\n".join(rows)


def _read(number: int, line: str) -> Demand:
    parts = [part.strip() for part in line.replace("｜", "|").split("|")]
    how, title, title_en, name, least = (parts + [""] * 5)[:5]
    wanted = {DOCUMENT: 3, VERDICT: 4, FIGURE: 5}.get(how)
    if wanted is None or len(parts) != wanted or not all(parts):
        raise BadDemand(line=number)
    if max(len(title), len(title_en)) > TITLE_MAX or len(name) > NAME_MAX:
        raise BadDemand(line=number)
    return Demand(how, title, title_en, name, _number(number, least) if least else None)


def _number(line: int, text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise BadDemand(line=line) from None
    if not value.is_finite() or not 0 <= value < 10**13:
        raise BadDemand(line=line)
    return value
