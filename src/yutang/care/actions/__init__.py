"""Writes of the care room: one verb, one transaction; asked twice, a step is made once.

`claims` opening one and every step of it, `settling` its end and the money, `complaints`,
`reviews`, `photos`. Lock order: the claim's row first, then whatever shares locks.
"""

from yutang.care.actions.claims import (
    accept,
    appeal,
    ask_return,
    claim_damage,
    offer,
    refuse,
    say,
    take,
    withdraw,
)
from yutang.care.actions.complaints import (
    About,
    answer_complaint,
    appeal_complaint,
    be_content,
    complain,
    open_contact,
    say_to_complaint,
    settle_complaint,
)
from yutang.care.actions.deciding import decide, tidy_up
from yutang.care.actions.policies import set_policy
from yutang.care.actions.returns import (
    dispute_return,
    give_address,
    give_back,
    note_arrival,
    send_back,
)
from yutang.care.actions.reviews import answer_review, hide_review, review, show_again

__all__ = [
    "About",
    "accept",
    "answer_complaint",
    "answer_review",
    "appeal",
    "appeal_complaint",
    "ask_return",
    "be_content",
    "claim_damage",
    "complain",
    "decide",
    "dispute_return",
    "give_address",
    "give_back",
    "hide_review",
    "note_arrival",
    "offer",
    "open_contact",
    "refuse",
    "review",
    "say",
    "say_to_complaint",
    "send_back",
    "set_policy",
    "settle_complaint",
    "show_again",
    "take",
    "tidy_up",
    "withdraw",
]
