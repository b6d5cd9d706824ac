"""Writes of the payouts room: accounts, runs, bank replies, advances, bank profiles."""

from yutang.payouts.actions.accounts import open_account, set_account, set_first_account
from yutang.payouts.actions.advances import agree, ask, refuse, withdraw
from yutang.payouts.actions.profiles import edit_profile, first_profiles
from yutang.payouts.actions.replies import confirm, resolve, take_in
from yutang.payouts.actions.runs import approve, bank_file, drop, make_run, mark_sent

__all__ = [
    "agree",
    "approve",
    "ask",
    "bank_file",
    "confirm",
    "drop",
    "edit_profile",
    "first_profiles",
    "make_run",
    "mark_sent",
    "open_account",
    "refuse",
    "resolve",
    "set_account",
    "set_first_account",
    "take_in",
    "withdraw",
]
