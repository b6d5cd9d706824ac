"""Writes of the channel room: one verb, one transaction; asked twice, a step is made once.

`channels` and their checklists, `recommending` by a city, `checking` and deciding, `listing` what
was admitted, `counties` lists of counties. A candidate's row is locked before its listing's.
"""

from yutang.channel.actions.channels import add_checklist, make_channel
from yutang.channel.actions.checking import admit, answer, refuse, withdraw
from yutang.channel.actions.counties import bring_in
from yutang.channel.actions.listing import move, put_on_list, stop_recalled
from yutang.channel.actions.recommending import (
    add_good,
    begin,
    open_contact,
    remove_good,
    send,
)

__all__ = [
    "add_checklist",
    "add_good",
    "admit",
    "answer",
    "begin",
    "bring_in",
    "make_channel",
    "move",
    "open_contact",
    "put_on_list",
    "refuse",
    "remove_good",
    "send",
    "stop_recalled",
    "withdraw",
]
