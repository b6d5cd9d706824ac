"""How a bank wants its file and how it answers: columns, headings, encoding, words. As data."""

from dataclasses import dataclass, field
from typing import Final, Literal

from yutang.payouts.errors import BadColumns

SENT_FIELDS: Final = (
    "position",
    "reference",
    "holder",
    "number",
    "bank",
    "branch",
    "amount",
    "note",
)
"""What a column of the file for the bank may hold."""
SENT_NEEDED: Final = ("reference", "holder", "number", "amount")
REPLY_FIELDS: Final = ("reference", "amount", "number", "outcome", "reason", "serial")
"""What a column of the bank's reply may mean; the first two must be there."""
REPLY_NEEDED: Final = ("reference", "amount")
COLUMNS_MAX = 30
HEADING_MAX = 40

Form = Literal["csv", "xlsx"]
Encoding = Literal["utf-8", "gb18030"]


@dataclass(frozen=True)
class Column:
    heading: str
    field: str


@dataclass(frozen=True)
class Profile:
    """A bank's way of writing. `paid_words` and `returned_words` stand in the outcome's column;
    a reply without such a column tells of payments only.
    """

    form: Form
    encoding: Encoding
    sent: tuple[Column, ...]
    reply: tuple[Column, ...]
    paid_words: tuple[str, ...] = field(default=())
    returned_words: tuple[str, ...] = field(default=())

    def outcome(self, said: str) -> str:
        """Return `paid`, `returned` or `unclear` for what the bank wrote."""
        if all(column.field != "outcome" for column in self.reply):
            return "paid"
        word = said.strip().casefold()
        if word in {each.casefold() for each in self.paid_words}:
            return "paid"
        if word in {each.casefold() for each in self.returned_words}:
            return "returned"
        return "unclear"


def columns(text: str, known: tuple[str, ...], needed: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of a text with one ``heading = field`` a line.

    Raises:
        BadColumns: a line that says something else, with its number.
    """
    found: list[Column] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        heading, equals, name = (part.strip() for part in line.replace("＝", "=").rpartition("="))
        if not equals or not heading or len(heading) > HEADING_MAX or name not in known:
            raise BadColumns(line=number, fields=", ".join(known))
        found.append(Column(heading, name))
    names = [column.field for column in found]
    headings = {column.heading for column in found}
    if not 0 < len(found) <= COLUMNS_MAX or len(headings) < len(found):
        raise BadColumns(line=len(text.splitlines()), fields=", ".join(known))
    if any(name not in names for name in needed):
        raise BadColumns(line=len(text.splitlines()), fields=", ".join(needed))
    return tuple(found)


def written(listed: tuple[Column, ...]) -> str:
    """Return the columns as the text that `columns` reads."""
    return "\n".join(f"{column.heading} = {column.field}" for column in listed)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, one a line."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


@dataclass(frozen=True)
class Sample:
    """A profile to begin with; an operator changes it to what their bank asks for."""

    name: str
    form: Form
    encoding: Encoding


SAMPLES: Final = (
    Sample("通用 XLSX", "xlsx", "utf-8"),
    Sample("通用 CSV（GB18030，网银常用）", "csv", "gb18030"),
    Sample("通用 CSV（UTF-8）", "csv", "utf-8"),
)
SAMPLE_SENT: Final = (
    Column("序号", "position"),
    Column("收款账号", "number"),
    Column("收款户名", "holder"),
    Column("开户行", "bank"),
    Column("开户网点", "branch"),
    Column("金额（元）", "amount"),
    Column("附言", "note"),
    Column("业务编号", "reference"),
)
SAMPLE_REPLY: Final = (
    Column("业务编号", "reference"),
    Column("金额（元）", "amount"),
    Column("收款账号", "number"),
    Column("处理结果", "outcome"),
    Column("失败原因", "reason"),
    Column("银行流水号", "serial"),
)
SAMPLE_PAID: Final = ("成功", "交易成功", "已入账", "paid")
SAMPLE_RETURNED: Final = ("失败", "交易失败", "退票", "退回", "returned")
