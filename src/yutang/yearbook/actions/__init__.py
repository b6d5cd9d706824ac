"""Writes of the yearbook: facts are told, withdrawn, imported; one of several sources is chosen.

All hold one lock while they write, since what stands of a province comes of every village in it.
"""

from yutang.yearbook.actions.importing import import_facts
from yutang.yearbook.actions.recording import (
    Entry,
    Evidence,
    ReportFacts,
    choose,
    hold,
    open_evidence,
    record,
    record_all,
    withdraw,
)

__all__ = [
    "Entry",
    "Evidence",
    "ReportFacts",
    "choose",
    "hold",
    "import_facts",
    "open_evidence",
    "record",
    "record_all",
    "withdraw",
]
