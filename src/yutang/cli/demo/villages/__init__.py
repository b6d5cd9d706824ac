"""The demo's villages: what each room knows of the counties of the two founding articles.

`yutang demo` runs `python -m yutang.cli.demo.painting` beside the platform, so the sale is up as
fast as ever and the villages follow within seconds. A room's part is one module here,
`<room>.py`, named after it, with one function:

    def paint(counties: Sequence[County], clerks: Clerks) -> int

It writes its invented facts of these counties (`sample.py`) through the room's own actions and
returns how many it wrote. The contract:

* A second call writes nothing and returns 0: look before you write.
* At most 3 seconds for all the counties together; all rooms together at most 15.
* It runs in one transaction of its own. When it raises, nothing of it is kept, the error is
  logged, and the next room paints all the same.
* Provinces 13 and 44 are loaded. The rooms before it in `ROOMS` have painted; a room above may read
  what they wrote, by their doors.
* Whatever is invented says so (`sample.NOTE` as its source, or （演示） in its name).

To add a room: its module here, its name in `ROOMS` at its floor.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yutang.cli.demo import samples
from yutang.cli.demo.painters import Written, let_paint
from yutang.cli.demo.villages.sample import counties

if TYPE_CHECKING:
    from yutang.people.access import Person

ROOMS = (
    "goods",
    "yearbook",
    "atlas",
    "shops",
    "stations",
    "criteria",
    "specialities",
    "channel",
    "honours",
)
"""Rooms that may have something to paint, lower floors first."""


@dataclass(frozen=True)
class Clerks:
    """Who writes in the demo: two clerks of both provinces; where two must sign, one each."""

    first: "Person"
    """`samples.CLERK`, whom a visitor signs in as."""
    second: "Person"
    """`samples.SECOND`."""


def paint(rooms: Sequence[str] = ROOMS) -> Written:
    """Let each room paint; return how many facts each wrote, None where it failed.

    Rooms without a module here are left out. The sample's sale has been prepared before.
    """
    _load_places()
    return let_paint(__name__, rooms, counties(), hire_clerks())


def _load_places() -> None:
    """Load the provinces of the counties that are not there yet."""
    from django.db import connection

    from yutang.places import loading, queries

    here = set(queries.provinces().values_list("code", flat=True))
    missing = sorted({each.code[:2] for each in counties()} - here)
    if missing:
        loading.load(connection, missing)


def hire_clerks() -> Clerks:
    """Return the demo's clerks, made and given their provinces at the first call."""
    from yutang.people import actions

    first = actions.enrol(samples.CLERK, "县办老赵（演示）", is_demo=True)
    second = actions.enrol(samples.SECOND, "县办小周（演示）", is_demo=True)
    for person in (first, second):
        for province in sorted({each.code[:2] for each in counties()}):
            actions.give_grant(person, "clerk", province, by=None)
    return Clerks(first, second)
