"""The demo's hosts: a class in 宽城, and people at every step of the path, all invented.

The host of the demo's sale is among them, so that their months are those of that very sale; the
others have shown nothing yet, and months without income say so.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from yutang.cli.demo import samples
from yutang.cli.demo.villages import sample
from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.hosts.access import Path
    from yutang.people.access import Person
    from yutang.training.access import Cohort

COUNTY = "130827"
NAMES = ["王秀兰", "李建国", "张春梅", "刘志强", "陈桂英", "杨海燕", "赵铁柱", "黄小芳", "周立新"]
"""They get the diploma beside the sale's own host: enough people for a public median."""
UNDER_WAY = ("applied", "minor", "refused", "admitted", "trained", "practised")
_ON_WAY = ["孙小梅", "马小军", "朱老四", "胡晓东", "林翠花", "何永胜"]
_KEY = UUID("019ab000-0000-7000-8000-0000000405e5")
_TICKS = dict.fromkeys(("light", "sound", "truth", "plain", "refund"), True)
_LONG_ENOUGH = timedelta(minutes=20)
"""After midnight: the class's lesson is of the same day, and over."""


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Lead the demo's people along the path; returns how many paths it wrote."""
    from yutang.hosts import actions
    from yutang.hosts.queries import paths as known
    from yutang.kernel.clock import now, wall

    at = wall(now())
    early = at - at.replace(hour=0, minute=0, second=0, microsecond=0) < _LONG_ENOUGH
    if known.has_demo() or early or COUNTY not in {each.code for each in counties}:
        return 0
    cohort = _class(at, staff)
    hosts = [samples.host(), *_accounts(NAMES)]
    paths = [_applied(number, each, staff) for number, each in enumerate(hosts)]
    others = _accounts(_ON_WAY)
    waiting = [
        _waiting(state, number, account, staff)
        for number, (state, account) in enumerate(
            zip(UNDER_WAY, others, strict=True), start=len(hosts)
        )
    ]
    taught = [*zip(paths, hosts, strict=True), *zip(waiting[-2:], others[-2:], strict=True)]
    _teach(cohort, taught, staff)
    for path in paths:
        actions.practise(path.pk, _TICKS, "", uuid5(_KEY, f"{path.pk}"), staff.teacher)
        actions.certify(path.pk, staff.first)
    _practise(waiting[-2], waiting[-1], staff)
    actions.count_now()
    return len(paths) + len(waiting)


def _class(at: datetime, staff: "Staff") -> "Cohort":
    """Set up a class that asks for attendance only, with one lesson of today that is over."""
    from yutang.programmes import actions as programmes
    from yutang.training import actions
    from yutang.training.rules.facts import CohortFacts, RuleFacts, SessionFacts, TeacherFacts

    day = at.date()
    facts = programmes.ProgrammeFacts(
        name="宽城村播培养（演示）",
        direction="ecommerce",
        place_code=COUNTY,
        aim="演示：教会农民直播卖货，看他们挣到多少。",
        starts_on=day,
        ends_on=day + timedelta(days=365),
    )
    programme = programmes.start(facts, staff.first, key=_KEY, is_demo=True)
    actions.set_rule(
        RuleFacts(
            kind="host",
            place_code=COUNTY,
            valid_from=day,
            attendance_percent=50,
            needs_exam=False,
            needs_assignments=False,
            practices=0,
            source=f"{sample.NOTE}：只看出勤，试播另记",
        ),
        staff.first,
    )
    cohort = actions.set_up(
        CohortFacts(
            kind="host",
            title="宽城村播一班（演示）",
            title_en="Kuancheng village hosts, class 1 (demo)",
            place_code=COUNTY,
            held_at="县职教中心（演示）",
            begins_on=day,
            ends_on=day,
            seats=60,
            programme_id=programme.pk,
        ),
        staff.first,
        is_demo=True,
    )
    ends = at - timedelta(minutes=5)
    starts = max(at.replace(hour=0, minute=0, second=0, microsecond=0), ends - timedelta(hours=3))
    teacher = TeacherFacts("local", staff.teacher.name, staff.teacher.pk)
    lesson = SessionFacts(
        title="怎么开播、怎么说真话", starts_at=starts, ends_at=ends, teachers=[teacher]
    )
    actions.add_session(cohort.pk, lesson, staff.first)
    return cohort


def _accounts(names: Sequence[str]) -> "list[Person]":
    from yutang.people import actions

    return actions.enrol_rehearsal(len(names), names=[f"{name}（演示）" for name in names])


def _applied(number: int, account: "Person", staff: "Staff", *, admitted: bool = True) -> "Path":
    """Apply by the person's own account, and be admitted."""
    from yutang.hosts import actions
    from yutang.roster.rules import Entry

    village = sample.villages(COUNTY)[number % 3].code
    entry = Entry(account.name, village, id_number=_id_number(number, date(1988, 3, 1 + number)))
    wish = actions.Wish(goods="自家板栗、山货（演示）", words="想自己卖货（演示）", agrees=True)
    key = uuid5(_KEY, account.name)
    path = actions.apply(entry, wish, key, account, own=True, is_demo=True)
    if admitted:
        actions.admit(path.pk, staff.first, saw_identity=True)
    return path


def _waiting(state: str, number: int, account: "Person", staff: "Staff") -> "Path":
    """Lead somebody as far as their admission, or leave them before it."""
    from yutang.hosts import actions

    if state == "minor":
        return _minor(number, staff)
    path = _applied(number, account, staff, admitted=state not in {"applied", "refused"})
    if state == "refused":
        told = "没有说清楚卖什么货、从哪里来，请补充（演示）"
        actions.refuse(path.pk, "goods", told, staff.second)
    return path


def _minor(number: int, staff: "Staff") -> "Path":
    """Apply for somebody of 17, written down by the second clerk with the guardian's paper."""
    from PIL import Image, ImageDraw

    from yutang.hosts import actions
    from yutang.kernel.clock import today
    from yutang.roster.rules import Entry

    sheet = Image.new("RGB", (480, 320), "#fbf8f1")
    ImageDraw.Draw(sheet).text((160, 140), "DEMO", fill="#1e2a26", font_size=48)
    stored = io.BytesIO()
    sheet.save(stored, "PNG")
    born = date(today().year - 17, 1, 1)
    entry = Entry(
        "马小军（演示）", sample.villages(COUNTY)[0].code, id_number=_id_number(number, born)
    )
    wish = actions.Wish(
        goods="家里的苹果（演示）",
        agrees=True,
        guardian="马大山（演示）",
        relation="父亲",
        paper=stored.getvalue(),
    )
    return actions.apply(entry, wish, uuid5(_KEY, "minor"), staff.second, own=False, is_demo=True)


def _teach(cohort: "Cohort", people: "Sequence[tuple[Path, Person]]", staff: "Staff") -> None:
    """Have these people join the class by their accounts, and pass it."""
    from yutang.hosts import actions as hosts
    from yutang.training import actions

    enrolled = [actions.join(cohort.pk, each, None, agrees=True).pk for _path, each in people]
    lesson = cohort.sessions.get()
    actions.tick(lesson.pk, enrolled, uuid5(_KEY, "lesson"), staff.teacher)
    actions.judge_all(cohort.pk, staff.first)
    for path, _account in people:
        hosts.learn(path.pk)


def _practise(trained: "Path", practised: "Path", staff: "Staff") -> None:
    """One practice sale that was not enough, one that was."""
    from yutang.hosts import actions

    missed = _TICKS | {"plain": False, "light": False}
    told = "说了“全网最好”，灯光太暗，改了再来（演示）"
    actions.practise(trained.pk, missed, told, uuid5(_KEY, "missed"), staff.teacher)
    actions.practise(practised.pk, _TICKS, "", uuid5(_KEY, "done"), staff.teacher)


def _id_number(number: int, born: date) -> str:
    """Return a number that nobody has: no place has the code 999999."""
    from yutang.roster.rules.persons import check_sign

    digits = f"999999{born:%Y%m%d}{number:03d}"
    return digits + check_sign(digits)
