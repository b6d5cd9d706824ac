"""Facts as cells with the crowds behind them, counted by the facts' engine.

Who is behind a cell leaves the engine only while they are fewer than ten.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from yutang.facts import queries as facts
from yutang.opendata.rules.crowds import LEAST, Crowd
from yutang.opendata.rules.partition import Cell, Content

_COUNTY: Final = 6
_ROWS: Final = "rows"
UNKNOWN: Final = "unknown"
"""What stands for a dimension that a fact does not tell."""
Amount = int | Decimal
Condition = Callable[[Any], Any]
Flag = Condition | None
Source = tuple[int, date]
"""A version of the facts, and the day before which its rows are counted."""


@dataclass(frozen=True)
class Asked:
    """What is counted of a kind: by which columns, which sums, and who must not be known.

    `yearly`: the cells are of years, not of months.
    """

    kind: str
    unit: str
    dims: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    where: Flag = None
    yearly: bool = False

    @property
    def keys(self) -> list[str]:
        return ["place_", "when_", *(f"d{at}_" for at in range(len(self.dims)))]

    @property
    def amounts(self) -> list[str]:
        return [_ROWS, *(f"s{at}_" for at in range(len(self.sums)))]


@dataclass
class Counted:
    """The cells of a kind: what is behind each, its sums (rows first), and at least how many."""

    content: dict[Cell, Content] = field(default_factory=dict)
    sums: dict[Cell, tuple[Amount, ...]] = field(default_factory=dict)
    least: dict[Cell, int] = field(default_factory=dict)


def count(asked: Asked, manifest: int, until: date) -> Counted:
    """Return the cells of a kind's facts before `until` (excluded) in a version."""
    found = Counted()
    if not facts.parts(manifest, asked.kind, until=until):
        return found
    rows = _shaped(asked, manifest, until)
    counts = rows.group_by(asked.keys).aggregate(
        who_n=rows.who_.nunique(),
        nobody=rows.who_.isnull().cast("int64").sum(),
        **{name: rows[name].sum() for name in asked.amounts},
    )
    few = _few(rows, counts, asked.keys)
    for each in facts.arrow(counts).to_pylist():
        cell = _cell(each, asked)
        crowd = _crowd(each, few.get(cell, set()))
        found.content[cell] = Content((crowd,), int(each[_ROWS]))
        found.sums[cell] = tuple(each[name] for name in asked.amounts)
        found.least[cell] = each["who_n"]
    return found


def _crowd(row: Mapping[str, Any], few: Collection[int]) -> Crowd:
    if row["who_n"] >= LEAST:
        return Crowd(many=True)
    return Crowd.of(few, unknown=bool(row["nobody"]))


def parted(
    kind: str, unit: str, flags: Mapping[str, Flag], source: Source
) -> dict[str, dict[Cell, Content]]:
    """Return the cells of place and year for each of many flags, in two questions for them all.

    A cell's parts are the rows that its flag holds for and the others; one part without a flag.
    """
    found: dict[str, dict[Cell, list[Crowd]]] = {name: {} for name in flags}
    rows_of: dict[Cell, int] = defaultdict(int)
    distinct = list({id(flag): flag for flag in flags.values() if flag}.values())
    at = {id(flag): number for number, flag in enumerate(distinct)}
    for cell, signs, crowd, rows in _signed(Asked(kind, unit, yearly=True), distinct, source):
        rows_of[cell] += rows
        for name, flag in flags.items():
            part = signs[at[id(flag)]] if flag else 0
            parts = found[name].setdefault(cell, [Crowd()] * (2 if flag else 1))
            parts[part] |= crowd
    return {
        name: {cell: Content(tuple(parts), rows_of[cell]) for cell, parts in cells.items()}
        for name, cells in found.items()
    }


def _signed(
    asked: Asked, flags: Sequence[Condition], source: Source
) -> Iterator[tuple[Cell, tuple[int, ...], Crowd, int]]:
    """Yield the lots of rows of one cell and the same signs: 0 where a flag holds, 1 where not."""
    manifest, until = source
    if not facts.parts(manifest, asked.kind, until=until):
        return
    table = facts.table(asked.kind, manifest, until=until)
    table = table.filter(table.on < until)
    signs = [f"f{number}_" for number in range(len(flags))]
    rows = table.select(
        place_=_place(table),
        when_=_when(asked, table),
        who_=table[asked.unit],
        **{name: _sign(flag, table) for name, flag in zip(signs, flags, strict=True)},
    )
    keys = [*asked.keys, *signs]
    counts = rows.group_by(keys).aggregate(
        who_n=rows.who_.nunique(),
        nobody=rows.who_.isnull().cast("int64").sum(),
        rows_n=rows.count(),
    )
    few = _few(rows, counts, keys)
    for each in facts.arrow(counts).to_pylist():
        crowd = _crowd(each, few.get(tuple(str(each[key]) for key in keys), set()))
        yield _cell(each, asked), tuple(each[name] for name in signs), crowd, each["rows_n"]


def spots(kind: str, manifest: int, until: date) -> set[tuple[str, str]]:
    """Return the counties (or coarser places) and years in which a kind has rows."""
    if not facts.parts(manifest, kind, until=until):
        return set()
    table = facts.table(kind, manifest, until=until)
    table = table.filter(table.on < until)
    found = table.select(place_=_place(table), when_=_year(table)).distinct()
    return {(each["place_"], each["when_"]) for each in facts.arrow(found).to_pylist()}


def changed(asked: Asked, old: Source, new: Source) -> dict[Cell, Crowd]:
    """Return whose rows differ between two versions: of months, those before the old one's end.

    Only what is published is compared: the sums of each person in each cell.
    """
    found: dict[Cell, Crowd] = {}
    for cell, who, _signs, _amounts in _moved(asked, (), old, new):
        found[cell] = found.get(cell, Crowd()) | _one(who)
    return found


def changed_parts(
    asked: Asked, flags: Mapping[str, tuple[Flag, str]], old: Source, new: Source
) -> dict[str, dict[Cell, Crowd]]:
    """Return `changed` for each of many flags with the column that is added up where it holds.

    `asked.sums` has all these columns; an empty one counts rows.
    """
    distinct = list({id(flag): flag for flag, _column in flags.values() if flag}.values())
    at = {id(flag): number for number, flag in enumerate(distinct)}
    found: dict[str, dict[Cell, Crowd]] = {name: {} for name in flags}
    for cell, who, signs, amounts in _moved(asked, distinct, old, new):
        for name, (flag, column) in flags.items():
            holds = flag is None or signs[at[id(flag)]] == 0
            differs = amounts[0] or (column and amounts[1 + asked.sums.index(column)])
            if holds and differs:
                found[name][cell] = found[name].get(cell, Crowd()) | _one(who)
    return found


def _moved(
    asked: Asked, flags: Sequence[Condition], old: Source, new: Source
) -> Iterator[tuple[Cell, int | None, tuple[int, ...], tuple[Amount, ...]]]:
    """Yield each person's rows of one cell and the same signs that come to something else now."""
    import ibis  # noqa: PLC0415 - heavy: pages that count nothing start without it

    if _is_alike(asked, old, new):
        return
    signs = [f"f{number}_" for number in range(len(flags))]
    # What came in months of their own is new; in a year that was told already it is a change.
    end = new[1] if asked.yearly else old[1]
    both = ibis.union(
        _shaped(asked, new[0], end, flags), _shaped(asked, old[0], old[1], flags, negative=True)
    )
    sums = both.group_by([*asked.keys, *signs, "who_"]).aggregate(
        **{name: both[name].sum() for name in asked.amounts}
    )
    differs = sums[_ROWS] != 0
    for name in asked.amounts[1:]:
        differs = differs | (sums[name] != 0)
    for each in facts.arrow(sums.filter(differs)).to_pylist():
        amounts = tuple(each[name] for name in asked.amounts)
        yield _cell(each, asked), each["who_"], tuple(each[name] for name in signs), amounts


def _is_alike(asked: Asked, old: Source, new: Source) -> bool:
    """Tell whether both versions count the same files, which never change."""
    end = old[1]
    if asked.yearly and new[1] != end:
        return False
    files = [
        {each.path for each in facts.parts(number, asked.kind, until=end)}
        for number in (old[0], new[0])
    ]
    return files[0] == files[1]


def _one(who: int | None) -> Crowd:
    return Crowd.of((), unknown=True) if who is None else Crowd.of((who,))


def _few(rows: Any, counts: Any, keys: list[str]) -> "Mapping[Cell, set[int]]":
    """Return who is behind the keys that have fewer than ten."""
    small = counts.filter(counts.who_n < LEAST).select(*keys)
    known = rows.filter(rows.who_.notnull()).select(*keys, "who_").distinct()
    found: dict[Cell, set[int]] = defaultdict(set)
    for each in facts.arrow(known.semi_join(small, keys)).to_pylist():
        found[tuple(str(each[key]) for key in keys)].add(each["who_"])
    return found


def _shaped(
    asked: Asked,
    manifest: int,
    until: date,
    flags: Sequence[Condition] = (),
    *,
    negative: bool = False,
) -> Any:
    """Return the rows with keys, signs, who and amounts only; whole numbers and decimals."""
    table = facts.table(asked.kind, manifest, until=until)
    table = table.filter(table.on < until)
    if asked.where is not None:
        table = table.filter(asked.where(table).fill_null(False))
    columns = {
        "place_": _place(table),
        "when_": _when(asked, table),
        "who_": table[asked.unit],
        _ROWS: (table.on == table.on).cast("int64"),
    }
    for at, name in enumerate(asked.dims):
        said = table[name].cast("string").fill_null("")
        columns[f"d{at}_"] = (said == "").ifelse(UNKNOWN, said)
    for at, name in enumerate(asked.sums):
        columns[f"s{at}_"] = _exact(table[name])
    for number, flag in enumerate(flags):
        columns[f"f{number}_"] = _sign(flag, table)
    if negative:
        columns |= {name: -columns[name] for name in asked.amounts}
    return table.select(**columns)


def _place(table: Any) -> Any:
    return table.place.fill_null("").substr(0, _COUNTY)


def _when(asked: Asked, table: Any) -> Any:
    if asked.yearly:
        return _year(table)
    month = table.on.month().cast("string")
    two_digits = (table.on.month() < 10).ifelse("0" + month, month)  # noqa: PLR2004 - two digits
    return _year(table) + "-" + two_digits


def _year(table: Any) -> Any:
    return table.on.year().cast("string")


def _sign(flag: Condition, table: Any) -> Any:
    return flag(table).fill_null(False).ifelse(0, 1).cast("int64")


def _exact(column: Any) -> Any:
    """Return a column whose sums do not depend on the order of the rows; nothing counts 0."""
    kind = "decimal(18, 4)" if column.type().is_floating() else "int64"
    return column.cast(kind).fill_null(0)


def _cell(row: Mapping[str, Any], asked: Asked) -> Cell:
    return tuple(str(row[key]) for key in asked.keys)
