"""Writes of the roster."""

from yutang.roster.actions.consenting import consent, withdraw_consent
from yutang.roster.actions.doubling import confirm, part, propose_double, refuse
from yutang.roster.actions.entering import enter, link_account
from yutang.roster.actions.opening import open_field, open_own
from yutang.roster.rules import Agreed, Entry

__all__ = [
    "Agreed",
    "Entry",
    "confirm",
    "consent",
    "enter",
    "link_account",
    "open_field",
    "open_own",
    "part",
    "propose_double",
    "refuse",
    "withdraw_consent",
]
