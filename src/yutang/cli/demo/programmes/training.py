"""The demo's classes at home: one over with diplomas, one on today, one that people ask for.

All persons are invented. The demo's buyer is in today's class: they can attend it.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from yutang.cli.demo.programmes import HOME
from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.people.access import Person
    from yutang.training.access import Cohort, Enrolment, Session

_KEYS = UUID("019ab000-0000-7000-8000-000000074a14")
_BUYER = "13800000003"
STUDENTS = (
    "赵小兰", "钱大伟", "孙丽丽", "李双喜", "周海燕", "吴青山", "郑春花", "王铁柱", "冯小雨",
    "陈立冬", "褚秀英", "卫东风",
)  # fmt: skip
TEACHERS = ("韩老师", "杨老师", "朱老师")
TODAYS = ("许桂花", "何长贵", "吕小芹", "施满仓", "张二妮", "孔祥和", "曹水仙", "严冬生", "华小满")
ASKING = ("金凤仙", "魏老五", "陶小桃")
_ABSENT = 3
"""Of the class that is over, so many came too seldom."""


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Set the demo's classes up; returns how many rows it wrote."""
    from yutang.programmes import queries as programmes
    from yutang.training.queries import cohorts

    county = next((each for each in counties if each.code == HOME), None)
    running = {each.name: each.id for each in programmes.running_at(HOME)}
    plan = next((pk for name, pk in running.items() if "青橙" in name), None)
    trade = next((pk for name, pk in running.items() if "电商进农村" in name), None)
    if county is None or plan is None or trade is None or cohorts.has_demo(HOME):
        return 0
    village = county.villages[0].code
    made = _over(plan, village, staff)
    made += _today(trade, village, staff)
    return made + _to_come(trade, village, staff)


def _over(programme: int, village: str, staff: "Staff") -> int:
    """The Qingcheng plan's class: students and teachers counted apart, judged, diplomas given."""
    from yutang.kernel.clock import today
    from yutang.training import actions
    from yutang.training.rules.facts import SchoolFacts

    school = actions.add_school(
        SchoolFacts(name="县职教中心（演示）", place_code=HOME, is_vocational=True),
        staff.first,
        is_demo=True,
    )
    began = today() - timedelta(days=6)
    cohort = _class(
        staff,
        "qingcheng",
        ("电商运营一班", "E-commerce, class one"),
        (began, today()),
        programme,
        school=school.pk,
    )
    lessons = [
        _lesson(cohort, staff, title, _at(began + timedelta(days=day), 9), 3)
        for day, title in enumerate(("把照片拍清楚", "写好一件货", "客服和售后", "算清一单的账"))
    ]
    people = [_bring(cohort, name, village, staff, number) for number, name in enumerate(STUDENTS)]
    people += [
        _bring(cohort, name, village, staff, number + 20, joins_as="teacher")
        for number, name in enumerate(TEACHERS)
    ]
    for number, lesson in enumerate(lessons):
        here = people if number == 0 else people[_ABSENT:]
        key = uuid5(_KEYS, f"over {number}")
        actions.tick(lesson.pk, [each.pk for each in here], key, staff.first)
    actions.judge_all(cohort.pk, staff.first)
    return len(people) + len(lessons) + 2


def _today(programme: int, village: str, staff: "Staff") -> int:
    """A seminar that is on now: some are there, one waits for a seat; the buyer may attend."""
    from yutang.kernel.clock import CHINA, now, wall
    from yutang.people import queries as people
    from yutang.roster.actions import Entry
    from yutang.training import actions

    at = wall(now())
    midnight = datetime.combine(at.date(), time(), CHINA)
    days = (at.date() - timedelta(days=1), at.date() + timedelta(days=1))
    cohort = _class(
        staff,
        "county_head",
        ("县域电商研修班", "Seminar on county e-commerce"),
        days,
        programme,
        seats=len(TODAYS),
    )
    first = _lesson(cohort, staff, "家底：县里有什么好货", _at(days[0], 9), 3)
    starts = max(midnight, at - timedelta(minutes=20))
    ends = min(starts + timedelta(hours=2), midnight + timedelta(days=1, seconds=-1))
    on = _lesson(
        cohort, staff, "看一场直播怎么卖货", starts, (ends - starts).total_seconds() / 3600
    )
    _lesson(cohort, staff, "定一张县里的货单", _at(days[1], 9), 3)
    buyer = people.by_mobile(_BUYER)
    if buyer is not None:
        who = Entry(
            name="李小明（演示）", place_code=village, gender="m", birth_on=date(1990, 6, 1)
        )
        actions.join(cohort.pk, buyer, who, agrees=True, may_be_called=True)
    here = [_bring(cohort, name, village, staff, 40 + n) for n, name in enumerate(TODAYS)]
    seated = [each.pk for each in here[:-1]]
    actions.tick(first.pk, seated, uuid5(_KEYS, "first"), staff.teacher)
    actions.tick(on.pk, seated[:4], uuid5(_KEYS, "on"), staff.teacher)
    return len(here) + 4


def _to_come(programme: int, village: str, staff: "Staff") -> int:
    """A class to come for which each asks: they wait for the clerk."""
    from yutang.kernel.clock import today

    begins = today() + timedelta(days=7)
    cohort = _class(
        staff,
        "county_head",
        ("合作社带头人班", "Class for heads of co-ops"),
        (begins, begins + timedelta(days=1)),
        programme,
        seats=20,
        admits_at_once=False,
    )
    _lesson(cohort, staff, "合作社怎么分账", _at(begins, 9), 3)
    _lesson(cohort, staff, "品控和冷链", _at(begins + timedelta(days=1), 9), 3)
    for number, name in enumerate(ASKING):
        _bring(cohort, name, village, staff, 60 + number)
    return len(ASKING) + 3


def _class(
    staff: "Staff",
    kind: str,
    titles: tuple[str, str],
    days: tuple[date, date],
    programme: int,
    *,
    school: int | None = None,
    seats: int = 40,
    admits_at_once: bool = True,
) -> "Cohort":
    from yutang.training import actions
    from yutang.training.rules.facts import CohortFacts

    facts = CohortFacts(
        kind=kind,
        title=f"{titles[0]}（演示）",
        title_en=f"{titles[1]} (demo)",
        place_code=HOME,
        held_at="县职教中心（演示）",
        begins_on=days[0],
        ends_on=days[1],
        seats=seats,
        programme_id=programme,
        school_id=school,
        admits_at_once=admits_at_once,
    )
    return actions.set_up(facts, staff.first, is_demo=True)


def _lesson(
    cohort: "Cohort", staff: "Staff", title: str, starts_at: datetime, hours: float
) -> "Session":
    from yutang.training import actions
    from yutang.training.rules.facts import SessionFacts, TeacherFacts

    facts = SessionFacts(
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        room="多媒体教室",
        teachers=[TeacherFacts("local", staff.teacher.name, staff.teacher.pk)],
    )
    return actions.add_session(cohort.pk, facts, staff.first)


def _bring(
    cohort: "Cohort",
    name: str,
    village: str,
    staff: "Staff",
    number: int,
    *,
    joins_as: str = "student",
) -> "Enrolment":
    from yutang.roster.actions import Agreed, Entry
    from yutang.training import actions

    by: Person = staff.first
    who = Entry(
        name=f"{name}（演示）",
        place_code=village,
        gender="fm"[number % 2],
        birth_on=date(1975 + number % 25, 1 + number % 12, 1 + number % 28),
    )
    return actions.bring(
        cohort.pk, who, by, agreed=Agreed("paper"), joins_as=joins_as, is_demo=True
    )


def _at(day: date, hour: int) -> datetime:
    from yutang.kernel.clock import CHINA

    return datetime.combine(day, time(hour), CHINA)
