"""Batches as lines of a spreadsheet: number, day, kilograms, then field and mu where known."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from yutang.goods import errors
from yutang.goods.rules.register import BatchFacts

LINES_MAX = 500
COLUMNS = ("批次号", "采收或生产日期", "公斤", "地块", "亩")
_DAY = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?( 00:00:00)?")
_KG_MOST = Decimal(10**10)
_NUMBER_MAX, _FIELD_MAX = 40, 60


def batch_in(cells: Sequence[str], line: int) -> BatchFacts:
    """Return what a line says of a batch; `line` counts as the spreadsheet does.

    Raises:
        BadLine: the number is missing, or day, kilograms or mu cannot be read.
    """
    said = [*cells, "", "", "", "", ""][: len(COLUMNS)]
    number, day, kg, field, mu = (cell.strip() for cell in said)
    if not number or len(number) > _NUMBER_MAX or len(field) > _FIELD_MAX:
        raise errors.BadLine(line=line)
    return BatchFacts(
        number=number,
        harvested_on=_day(day, line),
        quantity_g=int((_number(kg, line) * 1000).to_integral_value()),
        field_name=field,
        field_mu=_number(mu, line) if mu else None,
    )


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a first line names the columns rather than a batch."""
    return len(cells) > 1 and not any(sign.isdigit() for sign in cells[1])


def _day(text: str, line: int) -> date:
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise errors.BadLine(line=line)


def _number(text: str, line: int) -> Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise errors.BadLine(line=line) from error
    if not number.is_finite() or not 0 < number < _KG_MOST:
        raise errors.BadLine(line=line)
    return number.quantize(Decimal("0.001"))
