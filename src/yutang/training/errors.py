"""Refusals of the training room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadCohort(Refusal):
    """Fields: `field`, which answer is wrong."""

    code = "bad_class"
    status = 422
    zh = "请把班级的名称、地点、日期和名额填完整：结束日期不早于开始日期，名额为 1–{most}。"
    en = (
        "Please give the class's title, place, days and seats in full: it ends no earlier than it"
        " begins, and has 1 to {most} seats."
    )


class SeatsTaken(Refusal):
    """Fewer seats than people who hold one. Fields: `taken`."""

    code = "seats_taken"
    status = 409
    field: ClassVar[str] = "seats"
    zh = "已有 {taken} 人占用名额，名额不能少于这个数。"
    en = "{taken} people hold a seat already; there cannot be fewer seats than that."


class NoRuleYet(Refusal):
    code = "no_completion_rule"
    status = 409
    zh = "这类班级在这里还没有结业规则。请先在“结业规则”里登记。"
    en = "There is no completion rule for such classes here yet. Please write one first."


class SchoolNeeded(Refusal):
    code = "school_needed"
    status = 422
    field: ClassVar[str] = "school"
    zh = "青橙计划的班级属于一所学校，请选择学校。"
    en = "A class of the Qingcheng plan is of a school. Please choose it."


class CourseNeeded(Refusal):
    code = "course_needed"
    status = 422
    field: ClassVar[str] = "course"
    zh = "结业规则要求考试或作业，请选择课程。"
    en = "The completion rule asks for an exam or assignments. Please choose the course."


class BadSession(Refusal):
    code = "bad_session"
    status = 422
    zh = "请写明课名和时间：结束晚于开始，同一天之内，并在班级的起止日期之间。"
    en = (
        "Please give the lesson's title and hours: it ends after it starts, on the same day, within"
        " the days of the class."
    )


class SessionTwice(Refusal):
    code = "session_twice"
    status = 409
    zh = "这个班在这个时间已经有一节课。"
    en = "This class has a lesson at that hour already."


class TeacherMissing(Refusal):
    """Fields: `part`, as ``local`` or ``remote``; its words in both languages."""

    code = "teacher_missing"
    status = 422
    zh = "还缺老师：{part_zh}。双师课每节都要有现场老师和远程老师。"
    en = (
        "A teacher is missing: {part_en}. A lesson of a dual-teacher course has one in the room and"
        " one remote."
    )


class SessionAttended(Refusal):
    code = "session_attended"
    status = 409
    zh = "这节课已有人签到，不能取消，也不能改时间。"
    en = "People attended this lesson: it can be neither cancelled nor moved."


class ClassOver(Refusal):
    code = "class_over"
    status = 409
    zh = "这个班已经结束或取消，不再接收报名。"
    en = "This class is over or cancelled, and takes nobody any more."


class TooYoung(Refusal):
    """Fields: `least`, in years."""

    code = "too_young_for_class"
    status = 422
    zh = "开班时须年满 {least} 周岁。"
    en = "One has to be at least {least} years old when the class begins."


class ComeWithGuardian(Refusal):
    """A minor enrols by themselves, and no guardian's consent is recorded."""

    code = "come_with_guardian"
    status = 422
    zh = "未满 18 周岁，须监护人签字同意：请和监护人一起找村里的帮办员、老师或县里报名。"
    en = (
        "Under 18 a guardian has to sign: please enrol together with your guardian at your village"
        " helper, the teacher or the county."
    )


class BirthNeeded(Refusal):
    code = "birth_needed"
    status = 422
    field: ClassVar[str] = "born_on"
    zh = "请填写出生日期或身份证号码，用来核对年龄。"
    en = "Please give the date of birth or the id number: the age has to be known."


class SayYes(Refusal):
    """The tick of consent is missing."""

    code = "consent_tick_missing"
    status = 422
    field: ClassVar[str] = "agrees"
    zh = "须本人同意后才能报名。请勾选同意。"
    en = "Nobody is enrolled without their consent. Please tick it."


class NotNow(Refusal):
    code = "enrolment_not_now"
    status = 409
    zh = "这一步现在做不了：报名的状态已经变了。请刷新后再看。"
    en = "This step is not possible now: the enrolment has moved on. Please load the page again."


class ClassFull(Refusal):
    code = "class_full"
    status = 409
    zh = "名额已满。"
    en = "All seats are taken."


class ReasonNeeded(Refusal):
    code = "training_reason_needed"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请写明原因。"
    en = "Please say why."


class NotEnrolled(Refusal):
    code = "not_enrolled"
    status = 409
    zh = "您不在这个班的名单里，不能签到。请找老师登记。"
    en = "You are not on the list of this class. Please ask the teacher to enrol you."


class BadAttendCode(Refusal):
    code = "bad_attend_code"
    status = 422
    field: ClassVar[str] = "code"
    zh = "签到码不对或已经过期。请扫老师屏幕上现在的二维码，或输入现在的 8 位码。"
    en = (
        "This code is wrong or too old. Please scan what the teacher's screen shows now, or type"
        " its eight letters."
    )


class NotYet(Refusal):
    code = "session_not_yet"
    status = 409
    zh = "这节课还没有开始，或者已经过去太久，不能登记签到。"
    en = "This lesson has not begun yet, or was too long ago: no attendance is taken."


class ClassRuns(Refusal):
    """Fields: `left`, lessons still to come."""

    code = "class_runs"
    status = 409
    zh = "还有 {left} 节课没有上完，上完才能判定结业。"
    en = "{left} lessons are still to come; who completed the class is judged after the last."


class LateWaits(Refusal):
    """Fields: `waiting`."""

    code = "late_waits"
    status = 409
    zh = "还有 {waiting} 条迟到同步的签到等老师确认，请先处理。"
    en = "{waiting} attendances that came late wait for the teacher. Please decide on them first."


class OpinionTwice(Refusal):
    code = "opinion_twice"
    status = 409
    zh = "您已经评价过这个班，谢谢。"
    en = "You have said what you think of this class. Thank you."


class OpinionEarly(Refusal):
    code = "opinion_early"
    status = 409
    zh = "上过至少一节课才能评价。"
    en = "Whoever was at a lesson may say what they think of the class."


class BadOpinion(Refusal):
    code = "bad_opinion"
    status = 422
    zh = "三项都请打分，1 到 5 分。"
    en = "Please give each of the three 1 to 5 points."


class BadSchool(Refusal):
    code = "bad_school"
    status = 422
    zh = "请填写学校名称和所在地，同一地方不能重名。"
    en = "Please give the school's name and place; a name stands once in a place."


class BadRule(Refusal):
    code = "bad_completion_rule"
    status = 422
    zh = "请检查规则：出勤比例 0–100，写明依据，生效日期晚于现行版本。"
    en = (
        "Please look at the rule again: attendance 0 to 100 %, a source, and a first day after the"
        " version in force."
    )


class BadPlace(Refusal):
    """Fields: `found`, the places that the words may mean."""

    code = "bad_training_place"
    status = 422
    field: ClassVar[str] = "place"
    zh = "请写清楚是哪个县、乡镇或村。可能是：{found}"
    en = "Please say which county, town or village. It may be: {found}"


class TooManyPhotos(Refusal):
    """Fields: `most`."""

    code = "too_many_session_photos"
    status = 409
    zh = "每节课最多 {most} 张照片。"
    en = "At most {most} photographs of a lesson."


class NobodyToCall(Refusal):
    code = "nobody_to_call"
    status = 409
    zh = "还没有人签过到，没有可以抽查的学员。"
    en = "Nobody attended yet: there is nobody to call."
