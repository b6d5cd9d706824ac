"""Writes of the promises room."""

from yutang.promises.actions.keeping import decide, hand_over, note_evidence, read_all
from yutang.promises.actions.promising import AgreementSaid, PromiseSaid, promise, sign

__all__ = [
    "AgreementSaid",
    "PromiseSaid",
    "decide",
    "hand_over",
    "note_evidence",
    "promise",
    "read_all",
    "sign",
]
