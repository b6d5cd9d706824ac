"""Last year's report cards: one approved by city and province and locked, one waiting for the city.

Approved by invented offices, over the demo's own facts.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks
    from yutang.people.access import Person

LOCKED, WAITING = "130827", "130722"
CITY, PROVINCE, CITY_WAITING = "13800000036", "13800000037", "13800000038"
"""Mobile numbers of the demo's offices of 承德, of Hebei, and of 张家口, whose decision waits."""


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Hand two cards in, approve one; returns how many cards."""
    from yutang.kernel.clock import today
    from yutang.reports import actions, queries

    year = today().year - 1
    here = {each.code for each in counties}
    if not {LOCKED, WAITING} <= here or year in queries.years_of(LOCKED):
        return 0
    given = actions.hand_in(LOCKED, year, clerks.first)
    for officer in (
        _officer(CITY, "承德市（演示）", LOCKED[:4]),
        _officer(PROVINCE, "河北省（演示）", "13"),
    ):
        actions.decide(given.version_id, given.number, "pass", "", officer)
    actions.hand_in(WAITING, year, clerks.first)
    _officer(CITY_WAITING, "张家口市（演示）", WAITING[:4])
    return 2


def _officer(mobile: str, name: str, code: str) -> "Person":
    from yutang.people import actions

    person = actions.enrol(mobile, name, is_demo=True)
    actions.give_grant(person, "officer", code, by=None)
    return person
