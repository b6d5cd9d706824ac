"""What an imported table of facts would do: its rows read, placed, checked, compared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from yutang.kernel.clock import today
from yutang.kernel.errors import Refusal
from yutang.places import queries as places
from yutang.places import rules as place_rules
from yutang.places.rules import matching
from yutang.plumbing.sheets import problems, table
from yutang.plumbing.sheets.columns import At
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Row, Table
from yutang.plumbing.sheets.trial import Decided, Outcome, Upload, Verdict
from yutang.yearbook import columns, rules
from yutang.yearbook.errors import (
    ElsewherePlace,
    NameAgainstCode,
    NoValues,
    PlaceTaken,
    UnknownKind,
    WhichPlace,
)
from yutang.yearbook.models import Confidence, Fact, Method
from yutang.yearbook.queries.facts import title_of
from yutang.yearbook.queries.kinds import kinds as all_kinds
from yutang.yearbook.rules import Kind, Told

_PLACE_NAMES: Final = ("county", "town", "village")
_AT_ONCE: Final = 5_000


@dataclass(frozen=True)
class Manner:
    """How the facts of a table are told where a row does not say so itself."""

    source: str
    method: str
    confidence: str
    reason: str
    as_of: date | None

    @classmethod
    def of(cls, answers: Mapping[str, str]) -> "Manner":
        """Return what the form asked, as it was answered and checked."""
        day = answers.get("as_of", "")
        return cls(
            rules.check_source(answers.get("source", "")),
            answers.get("method") or Method.REPORTED,
            answers.get("confidence") or Confidence.MEDIUM,
            answers.get("reason", "").strip()[: rules.REASON_LENGTH_MAX],
            date.fromisoformat(day) if day else None,
        )


@dataclass
class Line:
    """A row's values, each with the cell it stands in, and how the row tells them."""

    row: Row
    place_code: str = ""
    told: list[tuple[str, Told]] = field(default_factory=list)
    manner: Manner | None = None


@dataclass
class Decision:
    """What an import does: its outcome row by row, and the values that are new or changed."""

    outcome: Outcome
    lines: list[Line]


def decide(under: str, upload: Upload) -> Decision:
    """Decide about a table for a place and the places in it; reads, writes nothing.

    Raises:
        Unreadable and its kin; SourceNeeded
    """
    manner, kinds = Manner.of(upload.answers), all_kinds()
    found = table.read(upload.data, columns.columns_for(kinds.values()), columns.LONG_KEY)
    reading = _Reading(found, under, manner, kinds)
    lines = reading.lines()
    decided = _decided(lines, kinds)
    return Decision(Outcome.of(found, decided, reading.problems), lines)


class _Reading:
    """Turns the rows of a table into values of places."""

    def __init__(self, found: Table, under: str, manner: Manner, kinds: Mapping[str, Kind]) -> None:
        self.found, self.under, self.manner, self.kinds = found, under, manner, kinds
        self.titles = columns.kind_titles(kinds.values())
        self.problems: list[Problem] = []
        self.wide = [each for each in found.found if each.column.name in kinds]
        self.is_long = {"kind", "value"} <= {each.column.name for each in found.found}
        self.within = places.full_name(under) or under
        self.is_year_told = False

    def lines(self) -> list[Line]:
        if self.found.found and not self.wide and not self.is_long:
            self.problems.append(Problem("A1", "", "", NoValues(), sheet=self.found.sheet))
            return []
        placed = _Places(self.found.rows, self.under).placed()
        lines = []
        for row, (code, why, note) in zip(self.found.rows, placed, strict=True):
            at = "code" if row["code"] else _named_by(row)
            if note is not None:
                self.found.notes.append(replace(self.found.problem(row, at, note), is_note=True))
            if why is not None:
                self._wrong(row, at, why)
            elif not code.startswith(self.under):
                self._wrong(row, at, ElsewherePlace(code=code, within=self.within))
            else:
                lines.append(self._line(Line(row, code)))
        return self._without_doubles([line for line in lines if line.told])

    def _line(self, line: Line) -> Line:
        line.manner = _manner_of(line.row, self.manner)
        if self.is_long:
            self._take_long(line)
        for column in self.wide:
            value = line.row[column.key]
            if value is not None:
                year = column.year or self._year_of(line.row)
                self._tell(line, column.key, self.kinds[column.column.name], year, value)
        return line

    def _year_of(self, row: Row) -> int | None:
        """Return the year of a row, or the one that the title names; that is noted once."""
        year: int | None = row["year"]
        if year is None and self.found.year is not None:
            if not self.is_year_told:
                self.is_year_told = True
                text = self.found.sheet or self.within
                why = problems.YearTaken(text=text, year=self.found.year)
                note = self.found.problem(row, "year", why)
                self.found.notes.append(replace(note, is_note=True))
            return self.found.year
        return year

    def _take_long(self, line: Line) -> None:
        row = line.row
        if row["value"] is None and row["kind"] is None and self.wide:
            return
        for name in ("kind", "value"):
            if row[name] is None:
                self._wrong(row, name, problems.Missing())
                return
        kind = self.titles.get(columns.bare(row["kind"]))
        if kind is None:
            self._wrong(row, "kind", UnknownKind(text=row["kind"]))
            return
        at = At(row["value"].scale)
        try:
            value = columns.parser_of(kind)(row["value"].value, at)
        except Refusal as why:
            self._wrong(row, "value", why)
            return
        self.found.notes += [self.found.problem(row, "value", note) for note in at.notes]
        self._tell(line, "value", kind, self._year_of(row), value)

    def _tell(self, line: Line, at: str, kind: Kind, year: int | None, value: Decimal) -> None:
        if year is None:
            self._wrong(line.row, "year", problems.Missing())
            return
        about = (line.row["about"] or "") if self.is_long and at == "value" else ""
        told = Told(line.place_code, kind.id, year, about, value)
        is_explained = bool(line.manner and line.manner.reason)
        try:
            checked = rules.check_told(kind, told, today().year, is_explained=is_explained)
        except Refusal as why:
            self._wrong(line.row, at, why)
            return
        line.told.append((at, checked))

    def _without_doubles(self, lines: Sequence[Line]) -> list[Line]:
        """Refuse rows that name one place in two ways and disagree about it."""
        first: dict[tuple[object, ...], tuple[Line, Decimal]] = {}
        for line in lines:
            kept = []
            for at, told in line.told:
                assert line.manner is not None, "a line that tells says how"
                key = (*told.key, line.manner.source)
                known = first.setdefault(key, (line, told.value))
                if known[0] is line:
                    kept.append((at, told))
                elif known[1] != told.value:
                    why = problems.RowAgainst(row=known[0].row.number)
                    self._wrong(line.row, at, why)
                    self._wrong(known[0].row, at, problems.RowAgainst(row=line.row.number))
            if not kept and line.row.number not in {problem.row for problem in self.problems}:
                self._same_as(line, first)
            line.told = kept
        bad = {problem.row for problem in self.problems}
        return [line for line in lines if line.row.number not in bad and line.told]

    def _same_as(
        self, line: Line, first: Mapping[tuple[object, ...], tuple[Line, Decimal]]
    ) -> None:
        """Note that a row says what another says, of the same place by another name."""
        assert line.manner is not None, "a line that tells says how"
        at, told = line.told[0]
        before = first[*told.key, line.manner.source][0].row.number
        note = self.found.problem(line.row, at, problems.RowTwice(row=before))
        self.found.notes.append(replace(note, is_note=True))

    def _wrong(self, row: Row, name: str, why: Refusal) -> None:
        self.problems.append(self.found.problem(row, name, why))


class _Places:
    """Finds the places of rows, by code, by names, and by both where they agree."""

    def __init__(self, rows: Sequence[Row], under: str) -> None:
        self.rows, self.under = rows, under
        self.known = _known_codes({row["code"] for row in rows if row["code"]})
        path = places.path(under)
        self.above = {place.level: place.name for place in path}
        self.names = places.names(set(self.known.values()))
        asked = [row for row in rows if self._asks_names(row)]
        matched = places.match([self._written(row) for row in asked]) if asked else []
        self.matched = {row.number: match for row, match in zip(asked, matched, strict=True)}

    def placed(self) -> list[tuple[str, Refusal | None, Refusal | None]]:
        """Return of each row its code, or why there is none, and a note about it."""
        return [self._of(row) for row in self.rows]

    def _of(self, row: Row) -> tuple[str, Refusal | None, Refusal | None]:
        name = _name(row)
        match = self.matched.get(row.number)
        by_name = _code_of(match, row) if match is not None else ""
        if row["code"]:
            code = self.known.get(row["code"], "")
            if not code and len(by_name) != len(row["code"]):
                return "", WhichPlace(name=row["code"]), None
            if not code:
                return by_name, None, self._taken(row["code"], by_name)
            is_elsewhere = not code.startswith(self.under)
            if match is None or is_elsewhere or (by_name and code.startswith(by_name)):
                return code, None, None
            known = self.names[code]
            return "", NameAgainstCode(name=name, code=code, known=known), None
        if not by_name:
            return "", WhichPlace(name=name or "?"), None
        is_plain = match is not None and match.how in {matching.How.EXACT, matching.How.SHORT}
        is_plain = is_plain or match is None or not row["village"]
        return by_name, None, None if is_plain else self._taken(name, by_name)

    def _taken(self, name: str, code: str) -> Refusal:
        return PlaceTaken(name=name, code=code, known=places.full_name(code))

    def _asks_names(self, row: Row) -> bool:
        """Tell whether the names matter: where there is no code, or it is another place's."""
        name, code = _name(row), self.known.get(row["code"] or "", "")
        is_known = code and row["village"] and _is_called(name, self.names[code], code)
        return bool(name) and not is_known

    def _written(self, row: Row) -> matching.Written:
        said = {name: row[name] or "" for name in _PLACE_NAMES}
        level = place_rules.Level
        return matching.Written(
            self.above.get(level.PROVINCE, ""),
            self.above.get(level.PREFECTURE, ""),
            said["county"] or self.above.get(level.COUNTY, ""),
            said["town"] or self.above.get(level.TOWN, ""),
            said["village"],
        )


def _known_codes(codes: Iterable[str]) -> dict[str, str]:
    """Return today's place for each code; codes filled with zeros are understood."""
    spelt = {code: place_rules.spellings(code) for code in codes}
    asked = sorted({each for some in spelt.values() for each in some})
    there: set[str] = set()
    for start in range(0, len(asked), _AT_ONCE):
        some = places.places().filter(code__in=asked[start : start + _AT_ONCE])
        there |= set(some.values_list("code", flat=True))
    found = {}
    for code, some_spellings in spelt.items():
        known = next((each for each in some_spellings if each in there), None)
        if known is not None:
            found[code] = known
    return found


def _name(row: Row) -> str:
    return next((row[name] for name in reversed(_PLACE_NAMES) if row[name]), "")


def _named_by(row: Row) -> str:
    return next((name for name in reversed(_PLACE_NAMES) if row[name]), "code")


def _is_called(name: str, known: str, code: str) -> bool:
    level = place_rules.level_of(code)
    short = place_rules.short_name
    return name == known or short(name, level) == short(known, level)


def _code_of(match: matching.Found, row: Row) -> str:
    """Return the place that was meant: joined to its end, or as deep as the row names places."""
    if match.how in matching.JOINED:
        return match.code
    depth = {matching.How.TOWN: 9, matching.How.COUNTY: 6}.get(match.how)
    wanted = 12 if row["village"] else 9 if row["town"] else 6
    return match.code if depth == wanted and len(match.code) == wanted else ""


def _manner_of(row: Row, manner: Manner) -> Manner:
    return Manner(
        row["source"] or manner.source,
        row["method"] or manner.method,
        row["confidence"] or manner.confidence,
        row["reason"] or manner.reason,
        row["as_of"] or manner.as_of,
    )


def _decided(lines: Sequence[Line], kinds: Mapping[str, Kind]) -> list[Decided]:
    by_id = {kind.id: kind for kind in kinds.values()}
    before = _last_values(lines)
    names = places.full_names({line.place_code for line in lines})
    decided = []
    for line in lines:
        assert line.manner is not None, "a line that tells says how"
        said, verdicts, fresh = [], set(), []
        for at, told in line.told:
            kind, was = by_id[told.kind_id], before.get((*told.key, line.manner.source))
            value = f"{title_of(kind)} {told.year}: {told.value:,f}"
            if was is None:
                verdicts.add(Verdict.NEW)
            elif was != told.value:
                verdicts.add(Verdict.CHANGED)
                value += f" ← {round(was, kind.digits):,f}"
            else:
                verdicts.add(Verdict.SAME)
                continue
            said.append(value)
            fresh.append((at, told))
        line.told = fresh
        changes = verdicts - {Verdict.SAME}
        verdict = Verdict.CHANGED if Verdict.CHANGED in changes else Verdict.NEW
        about = names[line.place_code]
        shown = "; ".join(said)
        decided.append(Decided(line.row.number, verdict if changes else Verdict.SAME, about, shown))
    return decided


def _last_values(lines: Sequence[Line]) -> dict[tuple[object, ...], Decimal | None]:
    """Return what the same sources told last of the same places; withdrawn values are None."""
    sources = {line.manner.source for line in lines if line.manner is not None}
    codes = sorted({line.place_code for line in lines})
    found: dict[tuple[object, ...], Decimal | None] = defaultdict(lambda: None)
    columns_asked = ("place_code", "kind_id", "year", "about", "source__name", "value")
    for start in range(0, len(codes), _AT_ONCE):
        rows = Fact.objects.filter(
            place_code__in=codes[start : start + _AT_ONCE], source__name__in=sources, later=None
        )
        found |= {row[:5]: row[5] for row in rows.values_list(*columns_asked)}
    return dict(found)
