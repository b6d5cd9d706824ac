"""Reads of the shares room: payees by name (`payees`), splits of lots (`splits`)."""

from yutang.shares.queries.payees import PayeeView, names_of, organisations_of, payee_views
from yutang.shares.queries.splits import (
    PartView,
    SplitView,
    default_parts,
    latest_split,
    split_view,
    splits_in_force,
)

__all__ = [
    "PartView",
    "PayeeView",
    "SplitView",
    "default_parts",
    "latest_split",
    "names_of",
    "organisations_of",
    "payee_views",
    "split_view",
    "splits_in_force",
]
