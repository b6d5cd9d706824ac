"""Writes of the programmes room. Other rooms call `start`, `plan`, `spend` and `unspend`."""

from yutang.programmes.actions.billing import (
    BillFacts,
    decide_bill,
    mark_paid,
    note_bill,
    open_paper,
)
from yutang.programmes.actions.giving import (
    DonationFacts,
    DonorFacts,
    ask_to_give_back,
    decide_donation,
    decide_given_back,
    note_donation,
    open_donor,
    open_fund,
    write_donor,
)
from yutang.programmes.actions.granting import ask_grant, decide_grant
from yutang.programmes.actions.ruling import RuleFacts, add_rule
from yutang.programmes.actions.spending import spend, unspend
from yutang.programmes.actions.starting import ProgrammeFacts, close, plan, start

__all__ = [
    "BillFacts",
    "DonationFacts",
    "DonorFacts",
    "ProgrammeFacts",
    "RuleFacts",
    "add_rule",
    "ask_grant",
    "ask_to_give_back",
    "close",
    "decide_bill",
    "decide_donation",
    "decide_given_back",
    "decide_grant",
    "mark_paid",
    "note_bill",
    "note_donation",
    "open_donor",
    "open_fund",
    "open_paper",
    "plan",
    "spend",
    "start",
    "unspend",
    "write_donor",
]
