"""Writes of the shares room: payees, splits and their agreement, refunds and disputes."""

from yutang.shares.actions.disputes import hold, release
from yutang.shares.actions.payees import (
    payee_of_member,
    payee_of_organisation,
    payee_of_person,
    payee_of_producer,
)
from yutang.shares.actions.refunds import refund
from yutang.shares.actions.shelves import carry_over
from yutang.shares.actions.splits import agree, agree_for, propose, propose_named, set_default

__all__ = [
    "agree",
    "agree_for",
    "carry_over",
    "hold",
    "payee_of_member",
    "payee_of_organisation",
    "payee_of_person",
    "payee_of_producer",
    "propose",
    "propose_named",
    "refund",
    "release",
    "set_default",
]
