"""Data sets as rows: of groups, or of facts that speak of nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Column, Kind
from yutang.kernel.told import Told as Words
from yutang.opendata.making.cells import Asked, Counted, Source, changed, count
from yutang.opendata.making.state import Row, Told, settle
from yutang.opendata.rules.partition import Group
from yutang.opendata.rules.steps import steps
from yutang.opendata.rules.terms import may_be_passed_on
from yutang.opendata.sets import Grouped, Plain
from yutang.places import queries as places
from yutang.prices.queries import markets

_TEN: Final = 10
PLACE: Final = Column(
    "place",
    "string",
    Words("区划代码；all 是全国", "code of the place; all is the whole country"),
)
PLACE_NAME: Final = Column("place_name", "string", Words("地方名称", "how the place is called"))
PERIOD: Final = Column(
    "period",
    "string",
    Words(
        "月 2026-03、季 2026-Q1、年 2026 或 all",
        "a month 2026-03, a quarter 2026-Q1, a year 2026, or all",
    ),
)
REST: Final = Column(
    "rest",
    "bool",
    Words(
        "是：这一行是更细的行没有包括的其余部分",
        "true: what the finer rows of this place and period do not have",
    ),
)
ROWS: Final = Column("rows", "int", Words("合在一起的记录数", "records that were put together"))


@dataclass
class Made:
    """A data set as it is published, and what the next version needs to know of it."""

    columns: list[Column]
    rows: list[Row]
    told: Told | None = None


def grouped(asked: Grouped, before: Told, source: Source) -> Made:
    """Return a data set of groups, settled with what the last version told."""
    kind = facts.kind(asked.kind)
    cells = Asked(asked.kind, asked.unit, asked.dims, asked.sums, asked.where)
    counted = count(cells, *source)
    moved = {old: changed(cells, old, source) for old in set(before.sources)}
    settled = settle(counted.content, steps(len(asked.dims)), before, moved)
    told = settled.kept
    for group in settled.fresh:
        told.add(group, _row(group, counted, asked, kind), source)
    columns = [PLACE, PLACE_NAME, PERIOD, *_named(kind, asked.dims), REST]
    columns += [_least(asked), ROWS, *_named(kind, asked.sums, added=True)]
    return Made(columns, _ordered(named(told.rows), columns), told)


def plain(asked: Plain, source: Source) -> Made:
    """Return a data set of facts that speak of nobody, without what is not for the public."""
    kind = facts.kind(asked.kind)
    hidden = {"key", "at", *asked.without}
    columns = [each for each in kind.columns if not each.private and each.name not in hidden]
    found: list[Row] = []
    if facts.parts(source[0], kind.name, until=source[1]):
        table = facts.table(kind.name, source[0], until=source[1])
        table = table.filter(table.on < source[1])
        if asked.by_terms:
            table = table.filter(table.market.isin(_open_markets()))
        found = facts.arrow(table.select(*(each.name for each in columns))).to_pylist()
    at = columns.index(next(each for each in columns if each.name == PLACE.name))
    columns.insert(at + 1, PLACE_NAME)
    return Made(columns, _ordered(named(found), columns))


def _open_markets() -> list[int]:
    """Return the markets whose terms, as they are recorded now, let their quotes be passed on."""
    return [each.pk for each in markets.markets() if may_be_passed_on(each.terms)]


def named(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the names of their places; one query for all."""
    codes = {row["place"] for row in rows if row["place"] not in {None, "", "all"}}
    known = places.full_names(codes)
    return [{**row, "place_name": known.get(row["place"], "")} for row in rows]


def _row(group: Group, counted: Counted, asked: Grouped, kind: Kind) -> Row:
    amounts = [counted.sums[cell] for cell in sorted(group.cells)]
    sums = [sum(each) for each in zip(*amounts, strict=True)]
    least = max(counted.least[cell] for cell in group.cells)
    row: Row = {"place": group.key[0] or "all", "period": group.key[1] or "all"}
    row |= dict(zip(asked.dims, group.key[2:], strict=True))
    row |= {"rest": group.is_rest, _least(asked).name: max(_TEN, least // _TEN * _TEN)}
    row |= {"rows": int(sums[0])}
    for name, amount in zip(asked.sums, sums[1:], strict=True):
        is_days = next(each for each in kind.columns if each.name == name).type == "float"
        row[name] = f"{amount:.4f}" if is_days else int(amount)
    return row


def _least(asked: Grouped) -> Column:
    name = "persons_at_least" if asked.unit == "person" else f"{asked.unit}s_at_least"
    said = asked.units
    return Column(
        name,
        "int",
        Words(f"至少有多少{said.zh}，十位取整", f"at least so many {said.en}, in tens"),
    )


def _named(kind: Kind, names: Iterable[str], *, added: bool = False) -> list[Column]:
    known = {each.name: each for each in kind.columns}
    found = [known[name] for name in names]
    if not added:
        empty = Words("空：全部或其余", "empty: all, or the rest")
        return [
            Column(
                each.name,
                "string",
                Words(f"{each.told.zh}；{empty.zh}", f"{each.told.en}; {empty.en}"),
            )
            for each in found
        ]
    return [
        Column(
            each.name,
            "decimal" if each.type == "float" else "int",
            Words(f"合计：{each.told.zh}", f"sum: {each.told.en}"),
            each.unit,
        )
        for each in found
    ]


def _ordered(rows: Sequence[Row], columns: Sequence[Column]) -> list[Row]:
    """Return the rows in an order of their own, whatever order they were read in."""
    names = [each.name for each in columns]
    return sorted(
        ({name: row.get(name) for name in names} for row in rows),
        key=lambda row: [_sortable(row[name]) for name in names],
    )


def _sortable(value: Any) -> tuple[bool, str]:
    return value is not None, str(value)
