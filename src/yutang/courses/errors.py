"""Refusals of the courses room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal

LACKS = {
    "title": ("缺名称", "its title"),
    "about": ("缺“学什么”", "what one learns"),
    "lesson": ("一课也没有", "a lesson"),
    "words": ("有一课是空的", "words, a picture or a video in one of its lessons"),
    "exam_bank": ("题库里的题不够考试抽", "enough questions in the bank for its exam"),
    "criteria": ("作业的及格分比总分高，或没有评分项", "criteria that reach the points to pass"),
}
FAULTS = {
    "too_few": ("至少要两个选项", "it needs two answers or more"),
    "no_right": ("没有选哪个是对的", "no answer is said to be right"),
    "one_right": ("这种题只能有一个对的", "exactly one answer of it is right"),
    "truth_has_two": ("判断题只有“对”和“错”两项", "true or false has two answers"),
}
"""What a draft lacks, and what is wrong with a question, in both languages."""


class Frozen(Refusal):
    code = "frozen"
    status = 409
    zh = "这一版已经发布，内容不再改动。要改，请新开一版。"
    en = "This version is published and no longer changes. To change it, begin a new version."


class NotReady(Refusal):
    """A draft lacks something. Fields: `zh` and `en`, what it lacks."""

    code = "course_not_ready"
    status = 422
    zh = "还不能发布：{lack_zh}。"
    en = "It cannot be published yet: {lack_en}."


class BadQuestion(Refusal):
    """Fields: `fault_zh`, `fault_en`."""

    code = "bad_question"
    status = 422
    zh = "这道题还不对：{fault_zh}。"
    en = "This question is not right yet: {fault_en}."


class TooMuch(Refusal):
    """Fields: `most`."""

    code = "too_much"
    status = 422
    zh = "太多了，最多 {most} 个。"
    en = "That is too many: at most {most}."


class BadVideo(Refusal):
    """Fields: `max_mb`."""

    code = "bad_video"
    status = 422
    field: ClassVar[str] = "video"
    zh = "视频只收 MP4（H.264）或 WebM，不超过 {max_mb} MB；更长的请用本平台直播的回放。"
    en = (
        "A video is MP4 (H.264) or WebM of at most {max_mb} MB; for a longer one take a replay of"
        " a sale on this platform."
    )


class BadReplay(Refusal):
    code = "bad_replay"
    status = 422
    field: ClassVar[str] = "replay"
    zh = "没有找到这场直播的回放。请填直播间地址，并确认回放已经打开。"
    en = (
        "No replay of that sale is found. Give the sale's address, and see that its replay is open."
    )


class NotOffered(Refusal):
    code = "not_offered"
    status = 409
    zh = "这门课现在不开放新学员。"
    en = "This course takes no new learners at present."


class NotYetDone(Refusal):
    """A lesson is not finished. Fields: `todo_zh`, `todo_en`."""

    code = "not_yet_done"
    status = 409
    zh = "这一课还差：{todo_zh}。"
    en = "This lesson still needs: {todo_en}."


class AllAnswers(Refusal):
    code = "all_answers"
    status = 422
    zh = "还有题没有答，请每题都选。"
    en = "A question is still open. Please answer each."


class NoExam(Refusal):
    code = "no_exam"
    status = 409
    zh = "这门课没有考试。"
    en = "This course has no exam."


class LessonsFirst(Refusal):
    code = "lessons_first"
    status = 409
    zh = "请先学完所有的课，再考试。"
    en = "Please finish all lessons before the exam."


class NoTriesLeft(Refusal):
    """Fields: `most`."""

    code = "no_tries_left"
    status = 409
    zh = "考试最多 {most} 次，已经用完。请找老师。"
    en = "The exam can be tried {most} times, and all are used. Please ask your teacher."


class PassedAlready(Refusal):
    code = "passed_already"
    status = 409
    zh = "考试已经通过，不用再考。"
    en = "You passed the exam already."


class TimeOver(Refusal):
    code = "time_over"
    status = 409
    zh = "考试时间到了。到点前的答案都已保存，按这些计分。"
    en = "The time is over. What was answered before counts; it is all kept."


class OwnWork(Refusal):
    code = "own_work"
    status = 403
    zh = "这是您自己的，或是您代交的，要由别的老师来定。"
    en = "This is your own, or you handed it in for somebody: another teacher has to decide."


class BadPoints(Refusal):
    """Fields: `most`."""

    code = "bad_points"
    status = 422
    zh = "每一项打 0 到 {most} 分。"
    en = "Each criterion takes 0 to {most} points."


class SayMore(Refusal):
    """Fields: `least`."""

    code = "say_more"
    status = 422
    zh = "请写清楚，至少 {least} 个字。"
    en = "Please say it clearly, in {least} letters or more."


class PhotosMissing(Refusal):
    """Fields: `least`."""

    code = "photos_missing"
    status = 422
    field: ClassVar[str] = "photos"
    zh = "这份作业至少要 {least} 张照片。"
    en = "This assignment needs {least} photographs or more."


class AlreadyAnnulled(Refusal):
    code = "already_annulled"
    status = 409
    zh = "这次考试还没结束，或者已经作废。"
    en = "This attempt has not ended, or is annulled already."


class NoMember(Refusal):
    code = "no_member"
    status = 409
    zh = "请先登记您的姓名，再开始学习。"
    en = "Please give your name first, then begin."
