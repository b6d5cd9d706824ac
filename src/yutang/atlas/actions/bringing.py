"""Brings shapes in: decided shape by shape, told in full, written in one transaction or not at all.

A rehearsal (`is_dry`) makes the same decisions and writes nothing. Two imports wait for each
other; the same file again changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.db import connection, transaction
from django.db.models import Q

from yutang.atlas.actions import drawing
from yutang.atlas.errors import (
    BadSource,
    MatchedByName,
    Mended,
    NoCode,
    NoSuchPlace,
    OtherName,
    ShapeTwice,
)
from yutang.atlas.models import Border, Datum, MapSource, Shape
from yutang.atlas.queries.shapes import current
from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.places import rules as codes
from yutang.places.rules import Named

if TYPE_CHECKING:
    from yutang.atlas.rules.geojson import Given
    from yutang.atlas.rules.shaping import Outline

_LOCK = 0x61746C73  # one import at a time: each replaces shapes and finds borders among them
DATUMS = tuple(Datum.values)
"""What a source may say its coordinates are measured against."""
Outcome = Literal["new", "changed", "same", "refused"]


@dataclass(frozen=True)
class SourceFacts:
    """Where the shapes come from, and what must stand beneath a map of them."""

    name: str
    notice: str
    licence: str = ""
    approval: str = ""
    datum: str = Datum.UNKNOWN


@dataclass(frozen=True)
class Line:
    """What became of one shape of a file, and what is to be said about it."""

    row: int
    code: str
    name: str
    outcome: Outcome
    said: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Report:
    """What an import did, or would do: `borders` are those of the shapes that came in."""

    lines: tuple[Line, ...]
    is_dry: bool
    borders: int = 0

    def count(self, outcome: Outcome) -> int:
        """Return how many shapes had this outcome."""
        return Counter(line.outcome for line in self.lines)[outcome]


@dataclass(frozen=True)
class _Place:
    """What is asked of a place: its code and names, and the edition of the code."""

    named: Named
    edition: int


@dataclass(frozen=True)
class _Taken:
    """A shape that is to be written."""

    place: _Place
    outline: "Outline"
    digest: str
    is_mended: bool


@dataclass
class _Register:
    """What the decisions ask of the database, read once for the whole file."""

    places: dict[str, _Place]
    standing: dict[str, tuple[str, str]]
    """Digest and source of the shape that each place has."""
    met: dict[str, int] = field(default_factory=dict)
    """Rows at which a place was met first."""


def bring(
    given: Sequence["Given"],
    source: SourceFacts,
    by: Person | None = None,
    *,
    is_dry: bool = False,
    lock: Callable[[], None] | None = None,
) -> Report:
    """Take shapes into the atlas; return what became of each, in their order.

    `lock` is for tests that show what happens without it.

    Raises:
        BadSource: no name or notice of the source.
    """
    if not source.name.strip() or not source.notice.strip():
        raise BadSource
    with transaction.atomic():
        (lock or _one_at_a_time)()
        register = _register(given)
        taken: dict[str, _Taken] = {}
        lines = tuple(_decided(each, source.name.strip(), register, taken) for each in given)
        borders = 0
        if not is_dry:
            kept = _source(source)
            borders = _write(taken, kept, by) if taken else 0
        return Report(lines, is_dry, borders)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _register(given: Iterable["Given"]) -> _Register:
    """Read the places that the file may mean, and the shapes that stand."""
    spellings = {code for each in given if each.code for code in codes.spellings(each.code)}
    rows = places.places().filter(code__in=spellings)
    standing = current().values_list("code", "digest", "source__name")
    return _Register(
        {row.code: _Place(row.named, row.edition) for row in rows},
        {code: (digest, name) for code, digest, name in standing},
    )


def _decided(given: "Given", source: str, register: _Register, taken: dict[str, _Taken]) -> Line:
    from yutang.atlas.rules import shaping  # noqa: PLC0415 - shapely loads slowly

    said: list[Refusal] = []
    try:
        place = _place(given, register, said)
        first = register.met.setdefault(place.named.code, given.row)
        if first != given.row:
            raise ShapeTwice(given=place.named.code, row=first)
        outline, is_mended = shaping.checked(given.outline)
    except Refusal as refusal:
        return Line(given.row, given.code, given.name, "refused", (*said, refusal))
    if is_mended:
        said.append(Mended())
    code, digest = place.named.code, shaping.digest(outline)
    standing = register.standing.get(code)
    if standing == (digest, source):
        return Line(given.row, code, place.named.name, "same", tuple(said))
    taken[code] = _Taken(place, outline, digest, is_mended)
    outcome: Outcome = "changed" if standing else "new"
    return Line(given.row, code, place.named.name, outcome, tuple(said))


def _place(given: "Given", register: _Register, said: list[Refusal]) -> _Place:
    """Return the place that a shape is of. Raises `NoCode`, `NoSuchPlace`."""
    if not given.code:
        return _place_by_name(given, said)
    for spelling in codes.spellings(given.code):
        if place := register.places.get(spelling):
            if given.name and not _means(given.name, place.named):
                said.append(OtherName(name=given.name, known=place.named.name))
            return place
    raise NoSuchPlace(given=given.code)


def _place_by_name(given: "Given", said: list[Refusal]) -> _Place:
    found = places.find(given.name, 2) if given.name else []
    if len(found) != 1 or not _means(given.name, found[0].named):
        raise NoCode(name=given.name or "–")
    said.append(MatchedByName(name=given.name, given=found[0].code))
    return _Place(found[0].named, found[0].edition)


def _means(name: str, place: Named) -> bool:
    """Tell whether a place is called so, with or without its unit and peoples."""
    said = codes.clean(name)
    meant = {said, codes.short_name(name, place.level)}
    return said in codes.forms(place) or place.short_name in meant


def _source(facts: SourceFacts) -> MapSource:
    """Return the source of this name, with what is said of it now."""
    source, _is_new = MapSource.objects.update_or_create(
        name=facts.name.strip(),
        defaults={
            "notice": facts.notice.strip(),
            "licence": facts.licence.strip(),
            "approval": facts.approval.strip(),
            "datum": facts.datum,
        },
        create_defaults={
            "notice": facts.notice.strip(),
            "licence": facts.licence.strip(),
            "approval": facts.approval.strip(),
            "datum": facts.datum,
            "made_at": now(),
        },
    )
    return source


def _write(taken: dict[str, _Taken], source: MapSource, by: Person | None) -> int:
    """Replace what stands, draw anew what lies beside it, find the borders; return how many."""
    at = now()
    current().filter(code__in=taken).update(replaced_at=at)
    Shape.objects.bulk_create(_row(each, source, by, at) for each in taken.values())
    for level in {each.place.named.level for each in taken.values()}:
        codes_here = {code for code, each in taken.items() if each.place.named.level == level}
        drawing.draw_anew(codes_here, level)
        drawing.find_borders(codes_here, level, at)
    return Border.objects.filter(Q(low__in=taken) | Q(high__in=taken)).count()


def _row(taken: _Taken, source: MapSource, by: Person | None, at: datetime) -> Shape:
    west, south, east, north = taken.outline.bounds
    inner = taken.outline.representative_point()
    return Shape(
        code=taken.place.named.code,
        level=taken.place.named.level,
        edition=taken.place.edition,
        whole=taken.outline.wkb,
        digest=taken.digest,
        west=west,
        south=south,
        east=east,
        north=north,
        inner_longitude=inner.x,
        inner_latitude=inner.y,
        is_repaired=taken.is_mended,
        source=source,
        made_at=at,
        made_by=by,
    )
