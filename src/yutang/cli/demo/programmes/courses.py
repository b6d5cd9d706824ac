"""The demo's courses: the two that come along, learners on their way, a work to be marked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.courses.access import Study
    from yutang.roster.access import Member

NAMES = [
    "柳春燕",
    "郭志强",
    "田桂兰",
    "冯小军",
    "韩秀英",
    "曹建国",
    "邓玉梅",
    "许大勇",
    "苗彩霞",
    "石永福",
    "邵丽丽",
    "龚长河",
]
COUNTIES_MOST = 4
WORK = (
    "各位乡亲好，我是（演示）村的。今天卖的是自家梨，昨天早上摘的，净重五斤，二十九块九包邮。"
    "个头不太匀，皮上有小点，不影响吃。放冰箱能放两周，坏了拍照，二十四小时内按个数退。"
)
PRAISE = "五件事都说到了，语气自然。人再靠近窗户一点，脸会更亮。"
_DAY = timedelta(days=1)


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Bring the courses in and let members learn; returns how many studies it wrote."""
    from yutang.courses import actions, queries
    from yutang.courses.access import offered
    from yutang.kernel.clock import now

    if queries.has_demo():
        return 0
    actions.bring_in(is_demo=True)
    members = _learners(counties, staff)
    versions = list(offered().order_by("course__shipped_as"))
    for number, member in enumerate(members):
        version = versions[number % len(versions)]
        at = now() - (30 - 2 * number) * _DAY
        study = actions.begin(member, version.pk, staff.helper, is_demo=True, at=at)
        _learn(study, member, number, staff, at)
    return len(members)


def _learners(counties: Sequence[County], staff: "Staff") -> "list[Member]":
    """Return invented persons of the first counties, with their consents to learn and to work."""
    from yutang.roster import actions
    from yutang.roster.rules import Agreed, Entry

    learners = []
    for number, name in enumerate(NAMES):
        county = counties[number % min(len(counties), COUNTIES_MOST)]
        village = county.villages[number % len(county.villages)].code
        born = date(1972 + 2 * number, 1 + number, 3 + number)
        entry = Entry(f"{name}（演示）", village, "fm"[number % 2], born)
        agreed = Agreed("paper")
        member = actions.enter(entry, staff.first, purpose="training", agreed=agreed, is_demo=True)
        actions.consent(member, "placement", staff.first, agreed)
        learners.append(member)
    return learners


def _learn(study: "Study", member: "Member", number: int, staff: "Staff", at: datetime) -> None:
    """Take a learner as far as their number says: a few lessons, all of them, the exam, a work."""
    from yutang.courses import actions
    from yutang.courses.actions.studying import right_options

    lessons = list(study.version.lessons.order_by("position"))
    for lesson in lessons[: 2 + number % len(lessons) if number % 3 else len(lessons)]:
        right = right_options(lesson.questions.values_list("pk", flat=True))
        key = _key(f"quiz {member.pk} {lesson.pk}")
        actions.answer_quiz(study.pk, lesson.pk, right, key=key, by=staff.helper, at=at)
        actions.finish_lesson(study.pk, lesson.pk, staff.helper, at)
    if number % 3:
        return
    attempt = actions.begin_exam(
        study.pk, _key(f"exam {member.pk}"), staff.helper, seed=f"demo-{number}", at=at
    )
    answers = attempt.answers.values_list("position", "question")
    right = right_options(question for _position, question in answers)
    wrong = 2 + number  # the later ones fail
    kept = {place: right[question] for place, question in answers if place > wrong}
    actions.save_answers(attempt.pk, kept, at)
    actions.hand_in_exam(attempt.pk, at + timedelta(minutes=17))
    _work(study, number, staff, at)


def _work(study: "Study", number: int, staff: "Staff", at: datetime) -> None:
    """Hand in the course's assignments; that of the first learner waits for its mark."""
    from yutang.courses import actions

    for asked in study.version.assignments.all():
        key = _key(f"work {study.pk} {asked.pk}")
        photos = [_photo()] * asked.photos_least
        work = actions.hand_in(study.pk, asked.pk, WORK, photos, key=key, by=staff.helper, at=at)
        if number:
            points = {each.pk: each.points - 5 for each in asked.criteria.all()}
            actions.mark(work.pk, points, PRAISE, staff.teacher, at + _DAY)


def _photo() -> bytes:
    """A plain picture that says it is none."""
    import io

    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (480, 360), "#b9c7a4").save(data, "PNG")
    return data.getvalue()


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yutang demo courses {name}")
