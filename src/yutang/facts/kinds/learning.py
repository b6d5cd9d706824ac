"""Facts of training: classes, who enrolled, came and completed, lessons online, opinions, calls."""

from typing import Final

from yutang.facts.kinds.shape import Column, Kind, Watch
from yutang.facts.kinds.words import (
    HOME,
    IS_WOMAN,
    MINUTES,
    PLAN,
    PROGRAMME,
    day,
    number,
    text,
    yes,
)
from yutang.kernel.told import Told

_CLASS: Final = (
    number("class", "班级编号", "number of the class"),
    text(
        "course_kind",
        "班级种类：host、county_head、taobao、dual、cloud、qingcheng",
        "kind of class: host, county_head, taobao, dual, cloud, qingcheng",
    ),
    PLAN,
    PROGRAMME,
    number("school", "学校或基地；没有为空", "school or base; empty without one"),
    yes("is_vocational", "学校是中职", "its school is a vocational one"),
)
_LEARNER: Final[tuple[Column, ...]] = (
    text(
        "as_who",
        "student 学员、teacher 来学的教师、leader 县领导",
        "student, teacher who learns, or leader (county head)",
    ),
    IS_WOMAN,
    HOME,
)
_OF_CLASS: Final = ("place_code", "kind", "school_id", "programme_id", "is_demo", "state")

TRAINING_CLASS = Kind(
    name="training_class",
    title=Told("班级", "classes"),
    told=Told(
        "一个班一行，算在开班那天、为哪里办；取消的不算。",
        "One row a class, on the day it begins, for whom it is; cancelled ones are none.",
    ),
    by="year",
    own=(
        *_CLASS,
        text("state", "open 在办，ended 结束", "open or ended"),
        number("seats", "名额", "seats"),
        number("sessions", "几次课", "sessions"),
        day("until", "最后一天", "last day"),
    ),
    watches=(
        Watch("training_cohort", "select begins_on from changed"),
        Watch(
            "training_session",
            "select k.begins_on from changed c join training_cohort k on k.id = c.cohort_id",
            only=("cancelled_at", "cohort_id"),
        ),
    ),
)

ENROLMENT = Kind(
    name="enrolment",
    title=Told("报名", "enrolments"),
    told=Told(
        "一个人报一个班一行，算在报名那天、班级为哪里办；没录取的也在内，看状态。",
        "One row a person in a class, on the day they asked; also those not admitted: see state.",
    ),
    by="month",
    person="member",
    own=(
        *_CLASS,
        *_LEARNER,
        text(
            "state",
            "asked、waiting、admitted、attending、completed、failed、left、refused",
            "asked, waiting, admitted, attending, completed, failed, left or refused",
        ),
        yes("is_admitted", "录取过：有座位或上过课", "had a seat: admitted and all that follows"),
        text("how", "self 本人、helper 代办、list 名单", "by themselves, a helper or a list"),
    ),
    watches=(
        Watch(
            "training_enrolment",
            "select (asked_at at time zone 'Asia/Shanghai')::date from changed",
            only=("state", "member_id", "joins_as", "gender", "asked_at"),
        ),
        Watch(
            "training_cohort",
            "select (e.asked_at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_enrolment e on e.cohort_id = c.id",
            only=_OF_CLASS,
        ),
        Watch(
            "roster_member",
            "select (e.asked_at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_enrolment e on e.member_id = c.id",
            only=("merged_into_id", "place_code", "gender"),
        ),
    ),
)

ATTENDANCE = Kind(
    name="attendance",
    title=Told("上课", "attendances"),
    told=Told(
        "一个人来上一次课一行（人次），算在上课那天、班级为哪里办；还没确认的不算。",
        "One row a person at a session (a person-time); unconfirmed ones do not count yet.",
    ),
    by="month",
    person="member",
    own=(
        *_CLASS,
        number("session", "哪一次课", "session"),
        *_LEARNER,
        text(
            "how", "签到方式：qr、code、list、remote", "how they signed in: qr, code, list, remote"
        ),
        yes("is_practice", "实操课", "a practice session"),
        number("minutes", "这次课多长", "length of the session", MINUTES),
    ),
    watches=(
        Watch(
            "training_attendance",
            "select (s.starts_at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_session s on s.id = c.session_id",
            only=("state", "how", "session_id", "enrolment_id"),
        ),
        Watch(
            "training_session",
            "select (starts_at at time zone 'Asia/Shanghai')::date from changed",
            only=("starts_at", "ends_at", "cancelled_at", "is_practice", "cohort_id"),
        ),
        Watch(
            "training_cohort",
            "select (s.starts_at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_session s on s.cohort_id = c.id",
            only=_OF_CLASS,
        ),
        Watch(
            "training_enrolment",
            "select (s.starts_at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_attendance a on a.enrolment_id = c.id"
            " join training_session s on s.id = a.session_id",
            only=("member_id", "joins_as", "gender"),
        ),
        Watch(
            "roster_member",
            "select (s.starts_at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_enrolment e on e.member_id = c.id"
            " join training_attendance a on a.enrolment_id = e.id"
            " join training_session s on s.id = a.session_id",
            only=("merged_into_id", "place_code", "gender"),
        ),
    ),
)

COMPLETION = Kind(
    name="completion",
    title=Told("结业", "completions"),
    told=Told(
        "一个人结业一个班一行，算在评定那天、班级为哪里办。",
        "One row a person who completed a class, on the day it was judged.",
    ),
    by="month",
    person="member",
    own=(*_CLASS, *_LEARNER),
    watches=(
        Watch(
            "training_judgement",
            "select (at at time zone 'Asia/Shanghai')::date from changed",
        ),
        Watch(
            "training_enrolment",
            "select (j.at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_judgement j on j.enrolment_id = c.id",
            only=("state", "member_id", "joins_as", "gender"),
        ),
        Watch(
            "training_cohort",
            "select (j.at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_enrolment e on e.cohort_id = c.id"
            " join training_judgement j on j.enrolment_id = e.id",
            only=_OF_CLASS,
        ),
        Watch(
            "roster_member",
            "select (j.at at time zone 'Asia/Shanghai')::date"
            " from changed c join training_enrolment e on e.member_id = c.id"
            " join training_judgement j on j.enrolment_id = e.id",
            only=("merged_into_id", "place_code", "gender"),
        ),
    ),
)

LESSON = Kind(
    name="lesson",
    title=Told("网上学完的课", "lessons finished online"),
    told=Told(
        "一个人学完一节网课一行，算在学完那天、学员住的地方。",
        "One row a lesson that a person finished online, on that day, where the person lives.",
    ),
    by="month",
    person="member",
    own=(
        number("course", "课程编号", "number of the course"),
        number("lesson", "哪一节", "lesson"),
        IS_WOMAN,
    ),
    watches=(
        Watch("courses_lessondone", "select (at at time zone 'Asia/Shanghai')::date from changed"),
        Watch(
            "roster_member",
            "select (d.at at time zone 'Asia/Shanghai')::date"
            " from changed c join courses_study s on s.member_id = c.id"
            " join courses_lessondone d on d.study_id = s.id",
            only=("merged_into_id", "place_code", "gender"),
        ),
    ),
)

OPINION = Kind(
    name="opinion",
    title=Told("学员评价", "opinions of classes"),
    told=Told(
        "一份不记名评价一行，算在班级最后一天；是谁说的，哪里都没有记。",
        "One row an opinion of a class, on its last day; who gave it is written nowhere.",
    ),
    by="year",
    own=(
        *_CLASS,
        number("useful", "有用（1–5）", "useful, 1 to 5"),
        number("taught", "讲得好（1–5）", "well taught, 1 to 5"),
        number("held", "办得好（1–5）", "well organised, 1 to 5"),
    ),
    watches=(
        Watch(
            "training_opinion",
            "select k.ends_on from changed c join training_cohort k on k.id = c.cohort_id",
        ),
        Watch("training_cohort", "select ends_on from changed", only=(*_OF_CLASS, "ends_on")),
    ),
)

SPOT_CHECK = Kind(
    name="spot_check",
    title=Told("抽查电话", "spot checks"),
    told=Told(
        "抽中的一个人一行，算在抽签那天；看最后一次通话的结果。",
        "One row a person drawn to be called, on the day of the draw; the last call counts.",
    ),
    by="year",
    person="member",
    own=(
        number("sample", "哪一次抽查", "sample"),
        text("about", "抽查什么，如 training.class", "what is checked, as training.class"),
        number("calls", "打了几次", "calls"),
        text("result", "最后结果；还没打为空", "last result; empty before a call"),
        yes(
            "is_real",
            "本人确认参加过；answered 为是，never 为否，其余为空",
            "says they took part: answered yes, never no, else empty",
        ),
    ),
    watches=(
        Watch(
            "spotchecks_drawn",
            "select (s.drawn_at at time zone 'Asia/Shanghai')::date"
            " from changed c join spotchecks_sample s on s.id = c.sample_id",
        ),
        Watch(
            "spotchecks_attempt",
            "select (s.drawn_at at time zone 'Asia/Shanghai')::date"
            " from changed c join spotchecks_drawn d on d.id = c.drawn_id"
            " join spotchecks_sample s on s.id = d.sample_id",
        ),
        Watch(
            "roster_member",
            "select (s.drawn_at at time zone 'Asia/Shanghai')::date"
            " from changed c join spotchecks_drawn d on d.member_id = c.id"
            " join spotchecks_sample s on s.id = d.sample_id",
            only=("merged_into_id",),
        ),
    ),
)

KINDS = (TRAINING_CLASS, ENROLMENT, ATTENDANCE, COMPLETION, LESSON, OPINION, SPOT_CHECK)
