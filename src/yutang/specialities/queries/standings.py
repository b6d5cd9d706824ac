"""What a place stands out with: its classes of goods, compared, ranked and explained."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from django.db.models.functions import Length

from yutang.goods.queries.classes import Engaged, class_name, engaged, marks_count
from yutang.kernel.clock import today
from yutang.places import queries as places
from yutang.places import rules as tree
from yutang.plumbing.reader import reads_english
from yutang.specialities.models import ClassYear, Counting
from yutang.specialities.queries import goals, scoring
from yutang.specialities.queries.nearby import Nearby, nearby
from yutang.specialities.queries.scoring import ScoringView
from yutang.specialities.rules import seasons, standing
from yutang.specialities.rules.scoring import Known, Outcome, Scored, Suggestion, suggest
from yutang.specialities.rules.seasons import Season

Basis = Literal["output", "sales"]
HOUSEHOLDS = "yearbook.households"
_YEARS_SHOWN = 6
_FEN = 100


class Amount(NamedTuple):
    """What of one class: fen of output or sales, and of how many places' reports it is the sum."""

    fen: int
    parts: int
    is_own: bool


@dataclass(frozen=True)
class Reference:
    """What a place is compared with. `code` empty: all that is loaded."""

    code: str
    name: str
    amounts: Mapping[str, int]

    @property
    def total_fen(self) -> int:
        return sum(self.amounts.values())


@dataclass(frozen=True)
class ClassLine:
    """One class of goods in a place and year. Amounts in fen, by the basis and by both."""

    class_code: str
    name: str
    amount_fen: int
    sales_fen: int
    orders: int
    output_fen: int | None
    output_parts: int
    is_own_fact: bool
    share: float | None
    lq: float | None
    lq_all: float | None
    growth: float | None
    producers: int
    households: int
    marks: int
    alike: int
    compared: int
    by_month: tuple[int, ...]
    by_term: tuple[int, ...]
    years: Mapping[int, int]
    scored: Scored

    @property
    def season(self) -> Season | None:
        return seasons.season(self.by_term)


@dataclass(frozen=True)
class Analysis:
    """A place's classes, best first, with what they were compared with."""

    place_code: str
    year: int
    years: tuple[int, ...]
    basis: Basis
    is_running: bool
    lines: tuple[ClassLine, ...]
    suggestion: Suggestion
    above: Reference | None
    loaded: Reference
    near: Nearby
    households: int | None
    scoring: ScoringView
    counted_at: datetime | None

    @property
    def first(self) -> ClassLine | None:
        """What is suggested."""
        suggested = self.suggestion.outcome in {Outcome.SUGGESTED, Outcome.CLOSE}
        return self.lines[0] if suggested else None

    @property
    def close(self) -> tuple[ClassLine, ...]:
        codes = {each.known.class_code for each in self.suggestion.close}
        return tuple(line for line in self.lines[1:] if line.class_code in codes)

    @property
    def total_fen(self) -> int:
        return sum(line.amount_fen for line in self.lines)

    def line(self, class_code: str) -> ClassLine | None:
        """Return the line of a class, if there is one."""
        return next((line for line in self.lines if line.class_code == class_code), None)


@dataclass(frozen=True)
class _Facts:
    """All that the lines of a place are made of."""

    code: str
    year: int
    basis: Basis
    rows: Mapping[int, Mapping[str, ClassYear]]
    above: Reference | None
    loaded: Reference
    near: Nearby
    engaged: Mapping[str, Engaged]
    marks: Mapping[str, int]
    households: int | None
    floor_fen: int

    def amounts(self, year: int) -> dict[str, int]:
        rows = self.rows.get(year, {})
        return {code: fen for code, row in rows.items() if (fen := amount(row, self.basis))}


def analysis(code: str, year: int | None = None, basis: Basis | None = None) -> Analysis:
    """Return what a place stands out with in a year: if none is asked, the newest that is over.

    By reported output where the place has any for the year, else by sales on this platform,
    unless one of them is asked. A fixed number of queries at every level.
    """
    rows = _own(code)
    years = tuple(sorted(rows, reverse=True))[:_YEARS_SHOWN]
    over = [each for each in years if each < today().year]
    shown = year if year in rows else [*over, *years, today().year][0]
    ours = rows.get(shown, {})
    has_output = any(row.output_yuan for row in ours.values())
    by: Basis = basis or ("output" if has_output else "sales")
    scored_by = scoring.current()
    above, loaded = _references(code, shown, by)
    facts = _Facts(
        code=code,
        year=shown,
        basis=by,
        rows=rows,
        above=above,
        loaded=loaded,
        near=nearby(code, shown, by),
        engaged=engaged(code),
        marks=marks_count(code, today()),
        households=_households(code, shown),
        floor_fen=scored_by.weights.growth_floor_yuan * _FEN,
    )
    known = {class_code: _known(facts, class_code) for class_code in facts.amounts(shown)}
    suggestion = suggest(list(known.values()), scored_by.weights)
    return Analysis(
        place_code=code,
        year=shown,
        years=years,
        basis=by,
        is_running=shown == today().year,
        lines=tuple(_line(facts, scored) for scored in suggestion.ranked),
        suggestion=suggestion,
        above=above,
        loaded=loaded,
        near=facts.near,
        households=facts.households,
        scoring=scored_by,
        counted_at=counted_at(),
    )


def counted_at() -> datetime | None:
    """Return when the last count began, if there was one."""
    return Counting.objects.order_by("-id").values_list("began_at", flat=True).first()


def top(code: str, most: int) -> list[tuple[str, int, int]]:
    """Return the classes a place has most of in the newest year that is over, as the page does.

    Class, year and fen; one query.
    """
    rows = ClassYear.objects.filter(place_code=code).order_by("-year")
    newest = list(rows.defer("by_month", "by_term")[:200])
    years = sorted({row.year for row in newest}, reverse=True)
    shown = ([year for year in years if year < today().year] or years or [0])[0]
    ours = [row for row in newest if row.year == shown]
    has_output = any(row.output_yuan for row in ours)
    by: Basis = "output" if has_output else "sales"
    found = [(row.class_code, row.year, amount(row, by)) for row in ours]
    return sorted((row for row in found if row[2]), key=lambda row: (-row[2], row[0]))[:most]


def parts(code: str, class_code: str, year: int, basis: Basis, most: int) -> list[tuple[str, int]]:
    """Return the places one level down that have most of a class: code and fen."""
    digits = next((length for length in tree.CODE_DIGITS.values() if length > len(code)), 0)
    rows = (
        ClassYear.objects.annotate(digits=Length("place_code"))
        .filter(year=year, class_code=class_code, place_code__startswith=code, digits=digits)
        .defer("by_month", "by_term")
    )
    found = [(row.place_code, fen) for row in rows if (fen := amount(row, basis))]
    return sorted(found, key=lambda row: (-row[1], row[0]))[:most]


def amount(row: ClassYear, basis: Basis) -> int:
    """Return the fen of a standing by output or by sales."""
    if basis == "sales":
        return row.sales_fen
    return int((row.output_yuan or Decimal(0)) * _FEN)


def _own(code: str) -> dict[int, dict[str, ClassYear]]:
    found: dict[int, dict[str, ClassYear]] = {}
    for row in ClassYear.objects.filter(place_code=code):
        found.setdefault(row.year, {})[row.class_code] = row
    return found


def _references(code: str, year: int, basis: Basis) -> tuple[Reference | None, Reference]:
    """Return the county (of a county the province) and all that is loaded: one query."""
    higher = reference_code(code)
    wanted = {"", higher}
    rows = ClassYear.objects.filter(place_code__in=wanted, year=year).defer("by_month", "by_term")
    amounts: dict[str, dict[str, int]] = {each: {} for each in wanted}
    for row in rows:
        if fen := amount(row, basis):
            amounts[row.place_code][row.class_code] = fen
    name = places.names([higher])[higher] if higher else ""
    above = Reference(higher, name, amounts[higher]) if higher else None
    return above, Reference("", "", amounts[""])


def reference_code(code: str) -> str:
    """Return whom a place is compared with first: its county; of a county the province."""
    county = tree.CODE_DIGITS[tree.Level.COUNTY]
    if len(code) > county:
        return code[:county]
    return code[: tree.CODE_DIGITS[tree.Level.PROVINCE]] if len(code) == county else ""


def _households(code: str, year: int) -> int | None:
    known = goals.newest(HOUSEHOLDS, code, year)
    return int(known.value) if known and known.value else None


def _known(facts: _Facts, class_code: str) -> Known:
    amounts = facts.amounts(facts.year)
    row = facts.rows[facts.year][class_code]
    engaged_here = facts.engaged.get(class_code, Engaged(0, 0))
    alike, compared = standing.leading_alike(class_code, facts.near.leads())
    households = facts.households
    return Known(
        class_code=class_code,
        amount=amounts[class_code],
        orders=row.orders,
        output_yuan=int(row.output_yuan or 0),
        values={
            "share": standing.share(amounts, class_code),
            "lq": standing.location_quotient(amounts, facts.above.amounts, class_code)
            if facts.above
            else None,
            "lq_all": standing.location_quotient(amounts, facts.loaded.amounts, class_code),
            "growth": standing.growth(
                _years(facts, class_code),
                min(facts.year, today().year - 1),
                facts.floor_fen,
            ),
            "engaged": engaged_here.households / households if households else None,
            "marks": float(facts.marks.get(class_code, 0)),
            "alone": 1 - alike / compared if compared else None,
        },
    )


def _years(facts: _Facts, class_code: str) -> dict[int, int]:
    return {
        year: fen
        for year, rows in facts.rows.items()
        if class_code in rows and (fen := amount(rows[class_code], facts.basis))
    }


def _line(facts: _Facts, scored: Scored) -> ClassLine:
    code = scored.known.class_code
    row, values = facts.rows[facts.year][code], scored.known.values
    alike, compared = standing.leading_alike(code, facts.near.leads())
    here = facts.engaged.get(code, Engaged(0, 0))
    return ClassLine(
        class_code=code,
        name=class_name(code, english=reads_english()),
        amount_fen=scored.known.amount,
        sales_fen=row.sales_fen,
        orders=row.orders,
        output_fen=None if row.output_yuan is None else int(row.output_yuan * _FEN),
        output_parts=row.output_parts,
        is_own_fact=row.is_own_fact,
        share=values["share"],
        lq=values["lq"],
        lq_all=values["lq_all"],
        growth=values["growth"],
        producers=here.producers,
        households=here.households,
        marks=facts.marks.get(code, 0),
        alike=alike,
        compared=compared,
        by_month=tuple(row.by_month),
        by_term=tuple(row.by_term),
        years=_years(facts, code),
        scored=scored,
    )


def class_labels(codes: Collection[str]) -> dict[str, str]:
    """Return names of classes in the reader's language."""
    return {code: class_name(code, english=reads_english()) for code in codes}
