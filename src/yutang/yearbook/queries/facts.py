"""What the pages show: a place's facts by year, one fact with its history, what kinds mean."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Final, NamedTuple

from django.db import connection

from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.plumbing import statements
from yutang.plumbing.reader import reads_english
from yutang.yearbook.models import Choice, Fact, Report, Standing
from yutang.yearbook.queries.kinds import kinds
from yutang.yearbook.queries.values import stands_at
from yutang.yearbook.rules import Kind

YEARS_SHOWN: Final = 5
_REPORTS_SHOWN: Final = 20


class Newest(NamedTuple):
    """A value as it is shown: what is known of a place, and how completely."""

    kind: str
    title: str
    unit: str
    digits: int
    year: int
    value: Decimal
    is_own: bool
    is_disputed: bool
    villages: int
    wholes: int
    below: Decimal | None
    """What the places in it come to, beside an own value."""

    @property
    def text(self) -> str:
        return shown(self.value, self.digits)


class BelowView(NamedTuple):
    """What the places in a place come to, and how many of them told."""

    text: str
    villages: int
    wholes: int


@dataclass(frozen=True)
class TableRow:
    """A kind (and product class) with its values, one for each year shown; None: not known."""

    kind: str
    title: str
    unit: str
    about: str
    """Code of the product class (NY/T 3177); empty for all together."""
    cells: list[Newest | None]


@dataclass(frozen=True)
class Table:
    """A place's facts by kind and year, the newest year first.

    `earlier` and `later` are years that lead on; 0 does not.
    """

    years: list[int]
    rows: list[TableRow]
    earlier: int
    later: int
    villages: int
    """How many villages lie in the place."""


@dataclass(frozen=True)
class FactView:
    """One fact of a line: what was told, from where, how, when, by which office."""

    id: int
    value: Decimal | None
    text: str
    withdrawn_because: str
    method: str
    confidence: str
    confidence_title: str
    reason: str
    as_of: date | None
    at: datetime
    office: str
    report_id: int
    evidence_name: str
    table_name: str


@dataclass(frozen=True)
class LineView:
    """A source and its facts, the newest first; the first counts."""

    source_id: int
    source: str
    facts: list[FactView]
    stands: bool

    @property
    def now(self) -> FactView:
        return self.facts[0]


class ChoiceView(NamedTuple):
    source: str
    reason: str
    at: datetime
    office: str


def newest(code: str, most: int) -> list[Newest]:
    """Return the newest value of each kind known of a place, at most so many; one query."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("yearbook", "newest"), {"code": code, "most": most})
        return [found for row in cursor.fetchall() if (found := _newest(row)) is not None]


def shown(value: Decimal, digits: int) -> str:
    """Return a value as people read it: thousands marked, the kind's digits."""
    return f"{value:,.{digits}f}"


def below(code: str, kind: Kind, year: int, about: str = "") -> BelowView | None:
    """Return what the places in a place come to; None where none of them told anything."""
    row = Standing.objects.filter(
        place_code=code, kind=kind.id, year=year, about=about, total__isnull=False
    ).first()
    known = stands_at(None, row.total, row.weight) if row is not None else None
    if row is None or known is None:
        return None
    return BelowView(shown(known, kind.digits), row.villages, row.wholes)


def villages_of(code: str, most: int) -> list[tuple[str, str, str]]:
    """Return (code, name of the town, name) of a place's villages, at most so many."""
    level = Level.VILLAGE
    found = places.places().filter(code__startswith=code, level=level).order_by("code")[:most]
    rows = list(found.values_list("code", "name"))
    towns = places.names({village[:9] for village, _name in rows})
    return [(village, towns[village[:9]], name) for village, name in rows]


def villages_in(code: str) -> int:
    """Return how many villages lie in a place; a village counts itself."""
    if len(code) == 12:  # noqa: PLR2004 - a village's
        return 1
    return places.under(code, Level.VILLAGE).count()


def table_of(code: str, last: int | None = None) -> Table:
    """Return a place's facts of five years up to `last` (the newest known when None)."""
    with connection.cursor() as cursor:
        cursor.execute(statements.load("yearbook", "years_of"), {"code": code})
        oldest, youngest = cursor.fetchone() or (None, None)
        if oldest is None:
            return Table([], [], 0, 0, villages_in(code))
        end = min(max(last or youngest, oldest), youngest)
        first_shown = max(oldest, end - YEARS_SHOWN + 1)
        years = list(range(end, first_shown - 1, -1))
        asked = {"code": code, "first": first_shown, "last": end}
        cursor.execute(statements.load("yearbook", "table_of"), asked)
        told = cursor.fetchall()
    rows = []
    for (name, about), group in groupby(told, key=lambda row: (row[0], row[14])):
        cells = {row[7]: _newest(row[:14]) for row in group}
        first = next(cell for cell in cells.values() if cell is not None)
        shown = [cells.get(year) for year in years]
        rows.append(TableRow(name, first.title, first.unit, about, shown))
    earlier = first_shown - 1 if first_shown > oldest else 0
    later = min(end + YEARS_SHOWN, youngest) if end < youngest else 0
    return Table(years, rows, earlier, later, villages_in(code))


def lines_of(code: str, kind: Kind, year: int, about: str = "") -> list[LineView]:
    """Return the sources that told this fact, what stands first; three queries."""
    rows = list(
        Fact.objects.filter(place_code=code, kind=kind.id, year=year, about=about)
        .select_related("report", "source")
        .order_by("-id")
    )
    standing = _standing_source(rows, code, kind, year, about)
    names = places.names({row.report.office_code for row in rows if row.report.office_code})
    lines = []
    by_source: dict[int, list[Fact]] = {}
    for row in rows:
        by_source.setdefault(row.source_id, []).append(row)
    for source_id, facts in by_source.items():
        views = [_fact_view(fact, names, kind.digits) for fact in facts]
        lines.append(LineView(source_id, str(facts[0].source), views, source_id == standing))
    return sorted(lines, key=lambda line: not line.stands)


def choices_of(code: str, kind: Kind, year: int, about: str = "") -> list[ChoiceView]:
    """Return which sources were chosen, the newest first."""
    rows = Choice.objects.filter(place_code=code, kind=kind.id, year=year, about=about)
    found = list(rows.select_related("source").order_by("-id"))
    names = places.names({row.office_code for row in found if row.office_code})
    return [
        ChoiceView(str(row.source), row.reason, row.at, names.get(row.office_code, ""))
        for row in found
    ]


def reports_of(code: str) -> list[Report]:
    """Return the latest tables imported for a place or for places in it."""
    rows = Report.objects.filter(office_code__startswith=code).exclude(table="")
    return list(rows.select_related("source").order_by("-id")[:_REPORTS_SHOWN])


def definitions() -> list[Kind]:
    """Return all kinds with what they mean."""
    return list(kinds().values())


def title_of(kind: Kind) -> str:
    return kind.title_en if reads_english() else kind.title_zh


def unit_of(kind: Kind) -> str:
    return kind.unit_en if reads_english() else kind.unit_zh


def _newest(row: tuple[Any, ...]) -> Newest | None:
    """Return a row of `newest.sql` as it is shown; None when nothing comes of it."""
    name, zh, en, unit_zh, unit_en, digits, _rollup, year, own, is_disputed = row[:10]
    total, weight, villages, wholes = row[10:]
    known, english = stands_at(own, total, weight), reads_english()
    if known is None:
        return None
    return Newest(
        name,
        en if english else zh,
        unit_en if english else unit_zh,
        digits,
        year,
        round(known, digits),
        own is not None,
        is_disputed,
        villages,
        wholes,
        stands_at(None, total, weight) if own is not None else None,
    )


def _standing_source(rows: list[Fact], code: str, kind: Kind, year: int, about: str) -> int | None:
    """Return the source that stands: the chosen one, else the one told last; as stand.sql does."""
    later = {row.supersedes_id for row in rows}
    told = {row.source_id: row for row in rows if row.pk not in later and row.value is not None}
    choices = Choice.objects.filter(place_code=code, kind=kind.id, year=year, about=about)
    chosen = choices.order_by("-id").values_list("source", flat=True).first()
    if chosen in told:
        return chosen
    return max(told.values(), key=lambda row: row.pk).source_id if told else None


def _fact_view(fact: Fact, names: dict[str, str], digits: int) -> FactView:
    report = fact.report
    return FactView(
        fact.pk,
        fact.value,
        "" if fact.value is None else shown(fact.value, digits),
        fact.withdrawn_because,
        report.get_method_display(),
        report.confidence,
        report.get_confidence_display(),
        report.reason,
        report.as_of,
        report.at,
        names.get(report.office_code, ""),
        report.pk,
        report.evidence_name,
        report.table_name,
    )
