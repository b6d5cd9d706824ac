"""Reads of the shares room: `payees` by name, `splits` of lots, what pages are `told`."""

from yutang.shares.queries.earned import (
    Earned,
    Share,
    earned,
    earned_lines,
    kind_name,
    payees_of_persons,
)
from yutang.shares.queries.payees import PayeeView, names_of, organisations_of, payee_views
from yutang.shares.queries.splits import (
    PartView,
    SplitView,
    default_parts,
    latest_split,
    part_views,
    split_view,
    splits_in_force,
)
from yutang.shares.queries.told import (
    LotTold,
    OrderTold,
    SumTold,
    Told,
    told_of_batch,
    told_of_lot,
    told_of_order,
    told_of_place,
    told_of_product,
    waiting_for,
)

__all__ = [
    "Earned",
    "LotTold",
    "OrderTold",
    "PartView",
    "PayeeView",
    "Share",
    "SplitView",
    "SumTold",
    "Told",
    "default_parts",
    "earned",
    "earned_lines",
    "kind_name",
    "latest_split",
    "names_of",
    "organisations_of",
    "part_views",
    "payee_views",
    "payees_of_persons",
    "split_view",
    "splits_in_force",
    "told_of_batch",
    "told_of_lot",
    "told_of_order",
    "told_of_place",
    "told_of_product",
    "waiting_for",
]
