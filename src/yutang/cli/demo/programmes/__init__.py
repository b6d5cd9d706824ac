"""The demo's programmes: training, insurance, ecology … in the counties of the demo's villages.

Painted by `yutang.cli.demo.painting` after the villages, whose contract holds here too
(`cli/demo/villages/__init__.py`). A room's part is one module here, `<room>.py`, with one function:

    def paint(counties: Sequence[County], staff: Staff) -> int

* A second call writes nothing and returns 0: look before you write.
* At most 2 seconds for all the counties together; all programmes together at most 15.
* It runs in one transaction of its own; when it raises, the next room paints all the same.
* The rooms before it in `ROOMS` have painted; read what they wrote by their doors, and do without
  where they wrote nothing.
* Persons are invented, with （演示） in their names. What the articles tell is a target or last
  year's reference and says so, never a result of ours. No income without the rows behind it.

`HOME` is where doctor and helper work: paint there what they shall find on their lists.
To add a room: its module here, its name in `ROOMS` at its floor.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yutang.cli.demo import villages
from yutang.cli.demo.painters import Written, let_paint
from yutang.cli.demo.villages import Clerks
from yutang.cli.demo.villages.sample import counties, neighbours

if TYPE_CHECKING:
    from yutang.people.access import Person
    from yutang.people.rules import Role

ROOMS = (
    "roster",
    "programmes",
    "courses",
    "diplomas",
    "spotchecks",
    "training",
    "insurance",
    "placement",
    "ecology",
    "indemnity",
    "hosts",
    "promises",
)
"""Rooms that may have something to paint, lower floors first."""

TEACHER, DOCTOR = "13800000031", "13800000032"
ASSESSOR, SECOND_ASSESSOR = "13800000033", "13800000034"
HELPER = "13800000035"
"""Mobile numbers of the demo accounts."""

HOME = "130722"
"""张北: the county of doctor and helper, who are there for the town of its first villages."""


@dataclass(frozen=True)
class Staff(Clerks):
    """Who works in the demo's programmes. Clerks, teacher and assessors hold both provinces."""

    teacher: "Person"
    doctor: "Person"
    assessor: "Person"
    second_assessor: "Person"
    helper: "Person"


def paint(rooms: Sequence[str] = ROOMS) -> Written:
    """Let each room paint; the villages have been painted before."""
    return let_paint(__name__, rooms, counties(), hire())


def home_town() -> str:
    """Return the code of the town in which doctor and helper work."""
    return neighbours(HOME)[0].town


def hire() -> Staff:
    """Return the demo's people, made and given their roles at the first call."""
    clerks = villages.hire_clerks()
    provinces = sorted({each.code[:2] for each in counties()})
    return Staff(
        first=clerks.first,
        second=clerks.second,
        teacher=_hired(TEACHER, "孙老师（演示）", "teacher", provinces),
        doctor=_hired(DOCTOR, "村医老吴（演示）", "doctor", [home_town()]),
        assessor=_hired(ASSESSOR, "理赔小钱（演示）", "assessor", provinces),
        second_assessor=_hired(SECOND_ASSESSOR, "理赔老冯（演示）", "assessor", provinces),
        helper=_hired(HELPER, "帮办小苗（演示）", "helper", [home_town()]),
    )


def _hired(mobile: str, name: str, role: "Role", places: Sequence[str]) -> "Person":
    from yutang.people import actions

    person = actions.enrol(mobile, name, is_demo=True)
    for code in places:
        actions.give_grant(person, role, code, by=None)
    return person
