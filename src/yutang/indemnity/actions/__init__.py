"""Writes of the indemnity room: a case's steps, and the public ledger."""

from yutang.indemnity.actions.assessing import ask_more, assess, settle
from yutang.indemnity.actions.deciding import appeal, approve, hear, refuse
from yutang.indemnity.actions.filing import file, file_again, find_insured, give_account, give_up
from yutang.indemnity.actions.opening import opened, paper
from yutang.indemnity.actions.paying import follow
from yutang.indemnity.actions.sampling import draw
from yutang.indemnity.actions.telling import append

__all__ = [
    "appeal",
    "append",
    "approve",
    "ask_more",
    "assess",
    "draw",
    "file",
    "file_again",
    "find_insured",
    "follow",
    "give_account",
    "give_up",
    "hear",
    "opened",
    "paper",
    "refuse",
    "settle",
]
