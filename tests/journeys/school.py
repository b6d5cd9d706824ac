"""Behind the stage of a class for hosts: who runs it, what it asks, a graduate's first show."""

from datetime import datetime, time, timedelta
from uuid import uuid4
from zlib import crc32

COUNTY, VILLAGE = "130827", "130827106203"


def school(clerk_mobile: str, teacher_mobile: str, farmer_mobile: str) -> dict[str, object]:
    """A class for hosts whose first session is on now; by the rule that is in force."""
    from tests.journeys.stage import land
    from yutang.kernel.clock import CHINA, now, today, wall
    from yutang.people import actions as people
    from yutang.programmes import actions as programmes
    from yutang.roster.rules.persons import check_sign
    from yutang.training import actions as training
    from yutang.training.rules.facts import CohortFacts, SessionFacts, TeacherFacts

    land()
    clerk = people.enrol(clerk_mobile, "县办老赵", is_demo=True)
    teacher = people.enrol(teacher_mobile, "孙老师", is_demo=True)
    people.give_grant(clerk, "clerk", COUNTY, by=None)
    people.give_grant(teacher, "teacher", COUNTY, by=None)
    people.enrol(farmer_mobile, "丁小芳", is_demo=True)
    facts = programmes.ProgrammeFacts(
        name="宽城村播（演示）",
        direction="ecommerce",
        place_code=COUNTY,
        aim="让农民学会直播，自己卖自家的货",
        starts_on=today() - timedelta(days=1),
        ends_on=today() + timedelta(days=300),
    )
    made = training.set_up(
        CohortFacts(
            kind="host",
            title="村播一班（演示）",
            place_code=COUNTY,
            held_at="县职教中心",
            begins_on=today(),
            ends_on=today(),
            seats=30,
            programme_id=programmes.start(facts, clerk, key=uuid4()).pk,
            course_id=_course(),
        ),
        clerk,
    )
    midnight = datetime.combine(wall(now()).date(), time(), CHINA)
    starts = max(now() - timedelta(minutes=10), midnight)
    ends = min(starts + timedelta(hours=2), midnight + timedelta(days=1, seconds=-1))
    teachers = [TeacherFacts("local", "孙老师", teacher.pk)]
    session = training.add_session(
        made.pk,
        SessionFacts(title="开播第一课", starts_at=starts, ends_at=ends, teachers=teachers),
        clerk,
    )
    digits = f"11010119880504{crc32(farmer_mobile.encode()) % 1000:03d}"
    id_number = digits + check_sign(digits)
    return {"class": made.pk, "session": session.pk, "id_number": id_number, "village": VILLAGE}


def _course() -> int:
    """A course of one lesson and an exam of two questions."""
    from yutang.courses import actions
    from yutang.courses.rules.writing import LessonFacts, OptionFacts, QuestionFacts, VersionFacts

    version = actions.begin_course(
        VersionFacts("开播入门（演示）", "First show", "学会开播", "How to", 30, 2, 20, 2, 50),
        COUNTY,
        None,
    )
    actions.add_lesson(version.pk, LessonFacts("实话实说", "", 5, "产地、价格，都说真的。", ""))
    for text, right in (("能说“全国第一”吗？", "不能"), ("产地能随便说吗？", "不能随便")):
        options = (OptionFacts(right, "", True), OptionFacts("可以", "", False))
        question = QuestionFacts("single", text, "", "广告法", "", in_exam=True, options=options)
        actions.add_question(version.pk, None, question)
    return actions.publish(version.pk, None).course_id


def first_show(host_mobile: str, clerk_mobile: str, farmer_mobile: str) -> dict[str, object]:
    """The graduate's show on the air, with a neighbour's lot of which the host gets 5 %."""
    from tests.journeys.stage import lot_of
    from yutang.goods import queries as goods
    from yutang.kernel.clock import now
    from yutang.live import actions as live
    from yutang.people import actions as people
    from yutang.people import queries as accounts
    from yutang.shares import actions as shares
    from yutang.shares.rules import Part
    from yutang.trade import queries as trade

    host, clerk = accounts.by_mobile(host_mobile), accounts.by_mobile(clerk_mobile)
    assert host is not None
    assert clerk is not None
    farmer = people.enrol(farmer_mobile, "老王")
    sale = live.plan_sale(
        live.Plan(title="头一场", county_codes=[COUNTY], starts_at=now(), is_demo=True),
        host=host,
        by=clerk,
    )
    lot = lot_of(sale.pk, "板栗", 20, clerk, farmer)
    packing = shares.payee_of_organisation("打包组", COUNTY)
    parts = [
        Part("packing", packing.pk, fixed_fen=120),
        Part("host", shares.payee_of_person(host).pk, basis_points=500),
    ]
    split = shares.propose(lot, parts, clerk)
    shares.agree(split.pk, farmer)
    shares.agree(split.pk, host)
    live.change_state(sale.pk, "live", host)
    live.pin(sale.pk, lot, host)
    (view,) = trade.lot_views([lot])
    (batch,) = goods.latest_batches(view.product.id)
    return {"sale": sale.pk, "lot": lot, "batch": batch.id, "farmer": farmer_mobile}


def hosts_looked_after() -> dict[str, object]:
    """What the jobs do every minute, and every ten."""
    from yutang.hosts import actions
    from yutang.hosts.queries import paths

    for path_id in paths.in_training():
        actions.learn(path_id)
    return {"counted": actions.count_now()}


def class_over(session_id: str) -> dict[str, object]:
    """Have the session ended a moment ago."""
    from yutang.kernel.clock import now
    from yutang.training.models import Session

    Session.objects.filter(pk=int(session_id)).update(ends_at=now() - timedelta(seconds=1))
    return {}
