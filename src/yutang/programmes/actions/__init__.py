"""Writes of the programmes room. Other rooms call `start`, `plan`, `spend` and `unspend`."""

from yutang.programmes.actions.spending import spend, unspend
from yutang.programmes.actions.starting import ProgrammeFacts, close, plan, start

__all__ = ["ProgrammeFacts", "close", "plan", "spend", "start", "unspend"]
