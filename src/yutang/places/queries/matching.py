"""Rows of an old list joined to today's places, set-wise: a few questions for a list of any length.

The counties that rows name are read whole, some at a time, so memory stays bounded.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import connection

from yutang.places.models import Alias, Successor
from yutang.places.queries.succession import todays
from yutang.places.queries.tree import places
from yutang.places.rules import CODE_DIGITS, Level, Named, clean, level_of, short_name
from yutang.places.rules.matching import (
    Found,
    How,
    Past,
    Renamed,
    Tree,
    Written,
    bare,
    join,
    join_county,
    join_elsewhere,
)
from yutang.places.table import EDITION
from yutang.plumbing import statements

_COUNTIES_AT_ONCE = 200
_ASKED_AT_ONCE = 5_000
_NAMED = ("code", "name", "short_name")
_Key = TypeVar("_Key", str, tuple[str, ...])
_LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWN, Level.VILLAGE)


class Summary(NamedTuple):
    """How many rows of a list are joined at which level."""

    how: How
    rows: int


def match(rows: Sequence[Written]) -> list[Found]:
    """Return what each row is today, in the order of the rows."""
    rows = [bare(written) for written in rows]
    above = _named(places().filter(level__lte=Level.COUNTY).values_list(*_NAMED))
    past = _past(rows)
    upper = Tree(above)
    by_county: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, written in enumerate(rows):
        spot, is_county = join_county(written, upper, past)
        by_county[spot.areas if is_county else ()].append(at)
    found: dict[int, Found] = {}
    for areas in _some(by_county, _COUNTIES_AT_ONCE):
        counties = _with_parts_gone({code for key in areas for code in key}, past)
        tree = Tree([*above, *_read("inside", areas=sorted(counties))])
        for key in areas:
            found |= {at: join(rows[at], tree, past) for at in by_county[key]}
    found |= _elsewhere(rows, found)
    return _by_alias([found[at] for at in range(len(rows))])


def _with_parts_gone(counties: set[str], past: Past) -> set[str]:
    """Return these counties, and those to which towns or villages of theirs went."""
    digits = CODE_DIGITS[Level.COUNTY]
    gone = (
        code[:digits]
        for (level, _name), places in past.items()
        for old, today in places
        if level >= Level.TOWN and old[:digits] in counties
        for code in today
        if code
    )
    return counties | set(gone)


def summary(found: Iterable[Found]) -> list[Summary]:
    """Return how many rows there are of each match level, the surest first."""
    levels = [each.how for each in found]
    return [Summary(how, levels.count(how)) for how in How if how in levels]


def _named(rows: Iterable[tuple[str, str, str]]) -> list[Named]:
    return [Named(*row) for row in rows]


def _read(statement: str, **asked: list[str]) -> list[Named]:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("places", statement), {**asked, "edition": EDITION})
        return _named(cursor.fetchall())


def _past(rows: Sequence[Written]) -> Past:
    """Return what places of these names have become, by level and short name."""
    if not Successor.objects.exists():
        return {}
    keys = {
        key
        for written in rows
        for level, text in zip(_LEVELS[2:], written[2:], strict=True)
        if text
        for key in (clean(text), short_name(clean(text), level))
    }
    steps = [
        step
        for some in _some(keys)
        for step in Successor.objects.filter(old_short_name__in=some, new_edition__lte=EDITION)
        .order_by("old_code", "old_edition")
        .values_list("old_code", "old_edition", "old_name", "old_short_name")
    ]
    became = todays((code, edition) for code, edition, *_names in steps)
    past: dict[tuple[Level, str], list[Renamed]] = defaultdict(list)
    for code, edition, name, short in steps:
        today = tuple(each.code for each in became[code, edition])
        for key in {clean(name), short}:
            past[level_of(code), key].append(Renamed(code, today))
    return past


def _some(keys: Collection[_Key], most: int = _ASKED_AT_ONCE) -> Iterator[list[_Key]]:
    rest = iter(sorted(keys))
    while some := list(islice(rest, most)):
        yield some


def _elsewhere(rows: Sequence[Written], found: dict[int, Found]) -> dict[int, Found]:
    """Return rows whose county says nothing, sought in the rest of its prefecture."""
    left = {
        at: each
        for at, each in found.items()
        if each.how in {How.COUNTY, How.PREFECTURE} and rows[at].village
    }
    if not left:
        return {}
    digits = CODE_DIGITS[Level.PREFECTURE]
    areas = sorted({each.within[:digits] for each in left.values()})
    texts = {clean(rows[at].village) for at in left}
    names = sorted(texts | {short_name(text, Level.VILLAGE) for text in texts})
    tree = Tree(_upwards(_read("elsewhere", areas=areas, names=names)))
    return {at: join_elsewhere(rows[at], each, tree) for at, each in left.items()}


def _upwards(read: list[Named]) -> list[Named]:
    """Hang the towns into brackets for their counties, whose names nobody asks here."""
    counties = sorted({named.code[: CODE_DIGITS[Level.COUNTY]] for named in read})
    return [*(Named(code, code, code) for code in counties), *read]


def _by_alias(found: list[Found]) -> list[Found]:
    """Let what people decided before count, for all rows that are not written as today."""
    asked = {(each.within, each.written) for each in found if each.how is not How.EXACT}
    known: dict[tuple[str, str], str] = {}
    for some in _some({written for _, written in asked}):
        rows = Alias.objects.filter(written__in=some)
        known |= {
            (one, two): code for one, two, code in rows.values_list("within", "written", "code")
        }
    return [
        each
        if each.how is How.EXACT or (each.within, each.written) not in known
        else _decided(each, known[each.within, each.written])
        for each in found
    ]


def _decided(each: Found, code: str) -> Found:
    how = How.ALIAS if code else How.GONE
    return each._replace(how=how, code=code, distance=0, candidates=())
