"""Writes of the hosts room: steps of paths, practice sales, rules, and the counting of months."""

from yutang.hosts.actions.applying import Wish, add_guardian, apply, apply_again
from yutang.hosts.actions.counting import count, count_now, count_open
from yutang.hosts.actions.deciding import (
    admit,
    certify,
    learn,
    leave,
    practise,
    refuse,
    resume,
    suspend,
)
from yutang.hosts.actions.ruling import Terms, set_rule

__all__ = [
    "Terms",
    "Wish",
    "add_guardian",
    "admit",
    "apply",
    "apply_again",
    "certify",
    "count",
    "count_now",
    "count_open",
    "learn",
    "leave",
    "practise",
    "refuse",
    "resume",
    "set_rule",
    "suspend",
]
