"""Writes of the reports room: one verb, one transaction."""

from yutang.reports.actions.approving import correct, decide, hand_in
from yutang.reports.actions.declaring import declare, withdraw

__all__ = ["correct", "decide", "declare", "hand_in", "withdraw"]
