"""Writes of the courses room: one verb, one transaction; asked twice, a step is made once.

`authoring` drafts, publishing, copies; `media` pictures and videos; `shipping` courses that come
along; `studying` lessons and quizzes; `working` assignments; `exams`. Lock order: the version's or
the study's row, then the attempt's.
"""

from yutang.courses.actions.authoring import (
    add_assignment,
    add_lesson,
    add_question,
    begin_course,
    copy_course,
    drop_assignment,
    drop_lesson,
    drop_question,
    move_lesson,
    new_version,
    publish,
    withdraw,
    write_assignment,
    write_lesson,
    write_question,
    write_version,
)
from yutang.courses.actions.exams import annul, begin_exam, end_overdue, hand_in_exam, save_answers
from yutang.courses.actions.media import (
    add_picture,
    drop_picture,
    drop_video,
    set_replay,
    set_video,
)
from yutang.courses.actions.shipping import bring_in
from yutang.courses.actions.studying import answer_quiz, begin, finish_lesson, visit, watch
from yutang.courses.actions.working import hand_in, mark

__all__ = [
    "add_assignment",
    "add_lesson",
    "add_picture",
    "add_question",
    "annul",
    "answer_quiz",
    "begin",
    "begin_course",
    "begin_exam",
    "bring_in",
    "copy_course",
    "drop_assignment",
    "drop_lesson",
    "drop_picture",
    "drop_question",
    "drop_video",
    "end_overdue",
    "finish_lesson",
    "hand_in",
    "hand_in_exam",
    "mark",
    "move_lesson",
    "new_version",
    "publish",
    "save_answers",
    "set_replay",
    "set_video",
    "visit",
    "watch",
    "withdraw",
    "write_assignment",
    "write_lesson",
    "write_question",
    "write_version",
]
