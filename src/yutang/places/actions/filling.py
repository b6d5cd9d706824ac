"""What the shipped table leaves empty, filled in by the thousand: points, urban-rural classes."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from yutang.people.access import Person
from yutang.places.errors import BadClass, BadPoint, TwiceInIt
from yutang.places.models import URBAN_RURAL_CLASSES, Filling
from yutang.places.rules import parse_code
from yutang.places.table import EDITION
from yutang.plumbing import statements

_EAST_MOST, _NORTH_MOST = 180, 90
_Row = tuple[str, float | None, float | None, str | None]


class Filled(NamedTuple):
    """What a filling did: places changed, places that were so already, codes nobody knows."""

    changed: int
    same: int
    unknown: list[str]


def set_points(rows: Iterable[tuple[str, float, float]], source: str, by: Person | None) -> Filled:
    """Set the points of today's places: code, longitude, latitude in degrees (WGS 84).

    All in one transaction, or nothing; codes of places that are not loaded are told and left out.
    Who may is asked by the room that brings them; `by` is None for the command.

    Raises:
        BadCode: a code is none.
        BadPoint: a longitude beyond 180 or a latitude beyond 90 degrees.
        TwiceInIt: a place has two points in it.
    """
    filled: dict[str, _Row] = {}
    for code, longitude, latitude in rows:
        if not (abs(longitude) <= _EAST_MOST and abs(latitude) <= _NORTH_MOST):
            raise BadPoint(text=code)
        _add(filled, (parse_code(code), longitude, latitude, None))
    return _fill(Filling.What.POINTS, filled, source, by)


def set_class(rows: Iterable[tuple[str, str]], source: str, by: Person | None) -> Filled:
    """Set the urban-rural classes (城乡分类代码) of today's places, as `set_points`.

    Raises:
        BadCode, TwiceInIt: as `set_points`.
        BadClass: no such class.
    """
    filled: dict[str, _Row] = {}
    for code, urban_rural_class in rows:
        if urban_rural_class not in URBAN_RURAL_CLASSES:
            raise BadClass(text=urban_rural_class[:20])
        _add(filled, (parse_code(code), None, None, urban_rural_class))
    return _fill(Filling.What.CLASSES, filled, source, by)


def _add(filled: dict[str, _Row], row: _Row) -> None:
    if filled.setdefault(row[0], row) != row:
        raise TwiceInIt(text=row[0])


def _fill(what: Filling.What, rows: dict[str, _Row], source: str, by: Person | None) -> Filled:
    update = "fill_points" if what is Filling.What.POINTS else "fill_classes"
    with transaction.atomic(), connection.cursor() as cursor:
        filling = Filling.objects.create(what=what, source=source, at=timezone.now(), by=by)
        cursor.execute(statements.load("places", "make_filling"))
        cursor.execute("truncate places_filled")
        with cursor.copy("copy places_filled from stdin") as copy:
            for row in rows.values():
                copy.write_row(row)
        named = {"filling": filling.pk, "edition": EDITION}
        cursor.execute(statements.load("places", update), named)
        changed = cursor.rowcount
        cursor.execute(statements.load("places", "filled_unknown"), named)
        unknown = [code for (code,) in cursor.fetchall()]
        if changed:
            filling.places = changed
            filling.save(update_fields=["places"])
        else:
            filling.delete()
    return Filled(changed, len(rows) - changed - len(unknown), unknown)
