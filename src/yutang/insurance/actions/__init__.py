"""Writes of the insurance room.

`planning` plans, published rules and policy periods; `uploading` a register file, its confirmation
and its end; `reading` and `enrolling` the long work, each one transaction: all of it or nothing.
"""

from yutang.insurance.actions.enrolling import enrol
from yutang.insurance.actions.planning import PlanFacts, add_plan, begin_period, publish
from yutang.insurance.actions.reading import read
from yutang.insurance.actions.uploading import confirm, drop, read_again, upload

__all__ = [
    "PlanFacts",
    "add_plan",
    "begin_period",
    "confirm",
    "drop",
    "enrol",
    "publish",
    "read",
    "read_again",
    "upload",
]
