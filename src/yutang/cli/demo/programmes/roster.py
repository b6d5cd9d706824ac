"""The demo's persons on the roster of `HOME`, all invented: their ID numbers begin with 99, which
no place does. Among them minors whose parents agreed, a child, the buyer of the demo, and a woman
who was written down twice.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from yutang.cli.demo.samples import BUYER
from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.roster.rules import Entry

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_NAMES = ("秀兰", "建国", "桂英", "志强", "玉珍", "海军", "小梅", "永福", "春花", "大勇")
_MANY = 40
_FIRST_SERIAL = 100
_AGES = (34, 52, 27, 61, 45, 19, 38, 17, 57, 9)
_PURPOSES = ("training", "insurance", "ecology", "spotcheck")


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Write down whoever is missing, with their consents; returns how many persons it wrote."""
    from django.db import connection

    from yutang.cli.demo.programmes import HOME
    from yutang.kernel.clock import now, today
    from yutang.plumbing import rounds
    from yutang.roster import hauls, queries
    from yutang.roster.rules import Agreed, check_entry

    home = next(county for county in counties if county.code == HOME)
    villages = [village.code for village in home.villages]
    rows = []
    for number in range(_MANY):
        entry = _entry(number, villages[number % len(villages)], today())
        rows.append(hauls.Row(check_entry(entry, today()), "家长（演示）", "父亲"))
    if queries.by_id_number(rows[0].entry.id_number) is not None:
        return 0
    written = 0
    for purpose in _PURPOSES:
        whence = hauls.Whence(purpose, Agreed(), today(), now(), None, is_demo=True)
        answers = rounds.run(connection.connection, hauls.enter_many(rows, whence))
        written += sum(answer.is_new for answer in answers)
    return written + _some_more(rows[0].entry, villages[0], staff)


def _entry(number: int, village: str, today: date) -> "Entry":
    from yutang.roster.rules import POVERTY_CLASSES, Entry

    born = today.replace(year=today.year - _AGES[number % len(_AGES)], month=1 + number % 12, day=5)
    is_watched = number % 4 == 0
    return Entry(
        name=f"{_SURNAMES[number % len(_SURNAMES)]}{_NAMES[number % len(_NAMES)]}（演示）",
        place_code=village,
        id_number=_id_number(born, _FIRST_SERIAL + number),
        mobile=f"139000010{number:02d}",
        poverty_class=POVERTY_CLASSES[number % 3] if is_watched else "",
        poverty_pointer=f"演示{number:04d}" if is_watched else "",
        poverty_until=today + timedelta(days=365) if is_watched else None,
    )


def _some_more(first: "Entry", village: str, staff: "Staff") -> int:
    """The buyer, who reads their own data on "me"; and the first person a second time."""
    from yutang.people import queries as people
    from yutang.roster import actions, queries
    from yutang.roster.rules import Agreed, Entry

    buyer = people.by_mobile(BUYER)
    if buyer is not None:
        born = date(1992, 3, 8)
        entry = Entry("小林（演示）", village, id_number=_id_number(born, 900), mobile=BUYER)
        member = actions.enter(
            entry, None, purpose="training", agreed=Agreed(), account=buyer, is_demo=True
        )
        actions.open_field(member, "mobile", "通知开班时间（演示）", staff.first)
    again = Entry(first.name, first.place_code, gender=first.gender, birth_on=first.birth_on)
    double = actions.enter(again, None, purpose="training", is_demo=True)
    kept = queries.by_id_number(first.id_number)
    assert kept is not None
    actions.propose_double(kept, double.pk, "登记了两次（演示）", staff.second)
    return 1 + (buyer is not None)


def _id_number(born: date, serial: int) -> str:
    from yutang.roster.rules.persons import check_sign

    first = f"990101{born:%Y%m%d}{serial:03d}"
    return first + check_sign(first)
