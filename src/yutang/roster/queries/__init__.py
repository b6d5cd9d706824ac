"""Reads of the roster that name no person: masked views, consents, counts."""

from yutang.roster.queries.consents import ConsentView, consents_of, has_consent, with_consent
from yutang.roster.queries.counting import Breakdown, breakdown, count_persons
from yutang.roster.queries.following import faces, kept
from yutang.roster.queries.views import MemberView, by_id_number, view, views

__all__ = [
    "Breakdown",
    "ConsentView",
    "MemberView",
    "breakdown",
    "by_id_number",
    "consents_of",
    "count_persons",
    "faces",
    "has_consent",
    "kept",
    "view",
    "views",
    "with_consent",
]
