"""Writes of the honours room: one verb, one transaction; asked twice, a step is made once.

`applying` draft, papers, handing in; `deciding` the levels; `noticing` notice, objections, award;
`living` review, warning, withdrawal; `ruling` new versions; `tidying` what time does by itself.
Lock order: the application's row, then the honour's, then the serial's.
"""

from yutang.honours.actions.applying import (
    add_paper,
    begin,
    drop,
    drop_paper,
    hand_in,
    open_paper,
    write,
)
from yutang.honours.actions.deciding import decide
from yutang.honours.actions.living import (
    give_up_withdrawal,
    intend_withdrawal,
    lift,
    review,
    speak,
    warn,
    withdraw,
)
from yutang.honours.actions.noticing import award, decide_objection, object_to, open_contact
from yutang.honours.actions.ruling import set_version
from yutang.honours.actions.tidying import tidy_up

__all__ = [
    "add_paper",
    "award",
    "begin",
    "decide",
    "decide_objection",
    "drop",
    "drop_paper",
    "give_up_withdrawal",
    "hand_in",
    "intend_withdrawal",
    "lift",
    "object_to",
    "open_contact",
    "open_paper",
    "review",
    "set_version",
    "speak",
    "tidy_up",
    "warn",
    "withdraw",
    "write",
]
