"""Writes of the training room: one verb, one transaction; asked twice, a step is made once.

`setting_up` classes, sessions, schools, rules; `joining` the roster, consent and a class in one go;
`enrolling` seats and the waiting list; `attending`; `completing` judgement and diploma; `opining`;
`photographing`; `checking` the phone check; `importing` lists.
Lock order: the class, then its enrolments, then attendances.
"""

from yutang.training.actions.attending import Answer, attend, confirm, secret_of, tick, undo
from yutang.training.actions.checking import draw_check
from yutang.training.actions.completing import judge_all, note_practice
from yutang.training.actions.enrolling import decide, leave
from yutang.training.actions.importing import import_list
from yutang.training.actions.joining import bring, join
from yutang.training.actions.opining import give_opinion
from yutang.training.actions.photographing import add_photo
from yutang.training.actions.setting_up import (
    add_school,
    add_session,
    cancel,
    cancel_session,
    edit,
    edit_session,
    set_rule,
    set_up,
)

__all__ = [
    "Answer",
    "add_photo",
    "add_school",
    "add_session",
    "attend",
    "bring",
    "cancel",
    "cancel_session",
    "confirm",
    "decide",
    "draw_check",
    "edit",
    "edit_session",
    "give_opinion",
    "import_list",
    "join",
    "judge_all",
    "leave",
    "note_practice",
    "secret_of",
    "set_rule",
    "set_up",
    "tick",
    "undo",
]
