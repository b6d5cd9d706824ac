"""An identification: every place judged, its verdict kept with the numbers it came from."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from yutang.criteria.access import need_identifier
from yutang.criteria.errors import TooWide
from yutang.criteria.models import Identification, Wording
from yutang.criteria.queries.streams import Asked, Passed, below, check_level, judged
from yutang.criteria.rules import period, wording
from yutang.criteria.rules.judging import Judged, stored, stored_ways
from yutang.criteria.rules.rolling import Tally
from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing import statements

_ROWS_AT_ONCE = 10_000
_PAGE_DIGITS_LEAST = 4
"""A page identifies a prefecture at most; wider is for the command."""


def identify_on_page(asked: Asked, by: Person, key: UUID) -> Identification:
    """Identify places of the clerk's own; as `identify`.

    Raises:
        TooWide: more than a prefecture.
    """
    need_identifier(by, asked.place_code)
    if len(asked.place_code) < _PAGE_DIGITS_LEAST:
        command = f"yutang identify --criteria {asked.criterion.id} --period {asked.period} --keep"
        place = f" --place {asked.place_code}" if asked.place_code else ""
        raise TooWide(command=command + place)
    return identify(asked, by, key)


def identify(
    asked: Asked, by: Person | None, key: UUID, passed: Passed | None = None
) -> Identification:
    """Judge every place and keep the verdicts; the same key again gives what was kept.

    One transaction. The identifications of levels below, which a criterion counts, are kept too.

    Raises:
        NotOfPlaces, PlaceTooLow, WrongWindow, WrongFirstMonth, NoPlaces, NothingImported
    """
    check_level(asked)
    period.check(asked.period, asked.criterion)
    before = Identification.objects.filter(key=key).first()
    if before is not None:
        return before
    try:
        with transaction.atomic():
            return _identify(asked, by, key, passed or Passed())
    except IntegrityError:
        return Identification.objects.get(key=key)


def _identify(asked: Asked, by: Person | None, key: UUID, passed: Passed) -> Identification:
    books = _books(asked)
    for _row in judged(asked, passed, lambda name, row: books[name].add(row)):
        pass
    at, above, kept = now(), None, None
    for book in books.values():
        row = book.close(at, by, key if above is None else None, above)
        above, kept = row, kept or row
    assert kept is not None, "a book was opened for the criterion itself"
    return kept


def _books(asked: Asked) -> "dict[str, _Book]":
    """Return a book for the criterion, and one for each that it counts, upmost first."""
    found: dict[str, _Book] = {}
    each: Asked | None = asked
    while each is not None:
        found[each.criterion.id] = _Book(each)
        each = below(each)
    return found


class _Book:
    """The verdicts of one criterion: written some thousands at a time, closed with its own row."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._tally = Tally(asked.criterion.level, asked.place_code)
        self._lines: list[bytes] = []
        self._id = _next_id()
        self._head = f"{self._id}\t".encode()

    def add(self, row: Judged) -> None:
        self._tally.add(row)
        near = b"\tt\t" if row.is_near else b"\tf\t"
        told = (row.code.encode(), b"\t", row.verdict.encode(), near, stored(row.inputs), b"\t")
        self._lines.append(b"".join((self._head, *told, stored_ways(row.lacks), b"\n")))
        if len(self._lines) >= _ROWS_AT_ONCE:
            self._write()

    def close(
        self,
        at: datetime,
        by: Person | None,
        key: UUID | None,
        within: Identification | None,
    ) -> Identification:
        """Write what is left, the totals, and the row that closes them."""
        self._write()
        self._write_totals()
        asked, criterion = self._asked, self._asked.criterion
        near = asked.near or criterion.near
        extra = {} if key is None else {"key": key}
        return Identification.objects.create(
            **extra,
            pk=self._id,
            wording=_worded(asked),
            family=criterion.family,
            level=criterion.level,
            place_code=asked.place_code,
            first_month=asked.period.first,
            last_month=asked.period.last,
            is_complete=asked.is_complete,
            is_poor_area=asked.is_poor_area,
            near_percent=near.percent,
            near_lacking=near.lacking_most,
            within=within,
            at=at,
            by=by,
            **self._tally.counts._asdict(),
        )

    def _write(self) -> None:
        # What is written is codes, numbers and names of inputs: nothing that COPY would read anew.
        _copy(statements.load("criteria", "copy_verdicts"), self._lines)
        self._lines.clear()

    def _write_totals(self) -> None:
        lines = (
            "\t".join((code, str(self._id), *map(str, counts))).encode() + b"\n"
            for code, counts in self._tally.by_place.items()
        )
        _copy(statements.load("criteria", "copy_totals"), lines)


def _worded(asked: Asked) -> Wording:
    text = wording.text_of(asked.kept)
    found, _made = Wording.objects.get_or_create(
        digest=wording.digest_of(text), defaults={"criterion": asked.criterion.id, "text": text}
    )
    return found


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("criteria", "next_identification"))
        row = cursor.fetchone()
    assert row is not None, "a sequence answers"
    return int(row[0])


def _copy(statement: str, lines: Iterable[bytes]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for line in lines:
            stream.write(line)
