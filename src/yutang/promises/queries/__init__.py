"""Reads of the promises room: how promises stand, what the worklist asks for."""

from yutang.promises.queries.progress import standings, tolerance_at, values
from yutang.promises.queries.promised import Promised, of_places
from yutang.promises.queries.views import (
    AgreementView,
    PromiseView,
    agreement_views,
    demo_id,
    has_demo,
    history,
    promise_views,
    waiting_for,
)

__all__ = [
    "AgreementView",
    "PromiseView",
    "Promised",
    "agreement_views",
    "demo_id",
    "has_demo",
    "history",
    "of_places",
    "promise_views",
    "standings",
    "tolerance_at",
    "values",
    "waiting_for",
]
