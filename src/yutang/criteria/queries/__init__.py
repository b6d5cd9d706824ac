"""Reads of the criteria room.

`criteria` by their names; `streams` every place judged, in one pass; `verdicts` what was kept;
`outlook` when a place gets there; `clusters` of identified villages; `standing` of a county beside
its own target.
"""

from yutang.criteria.queries.clusters import FAMILIES as CLUSTER_FAMILIES
from yutang.criteria.queries.clusters import ClusterView, clusters, villages_of
from yutang.criteria.queries.criteria import named, of_family, own_in, own_kept, own_of
from yutang.criteria.queries.outlook import month_of, outlooks, shop_rows
from yutang.criteria.queries.standing import county_aedi
from yutang.criteria.queries.streams import Asked, Passed, below, inputs_asked, judged
from yutang.criteria.queries.verdicts import (
    VILLAGE_FAMILY,
    Told,
    VerdictView,
    identified,
    identified_villages,
    kept_rows,
    newest_over,
    own_series,
    part_of,
    told_of,
    verdict,
    verdict_in,
    verdicts_in,
    verdicts_of,
    view_of,
)

__all__ = [
    "CLUSTER_FAMILIES",
    "VILLAGE_FAMILY",
    "Asked",
    "ClusterView",
    "Passed",
    "Told",
    "VerdictView",
    "below",
    "clusters",
    "county_aedi",
    "identified",
    "identified_villages",
    "inputs_asked",
    "judged",
    "kept_rows",
    "month_of",
    "named",
    "newest_over",
    "of_family",
    "outlooks",
    "own_in",
    "own_kept",
    "own_of",
    "own_series",
    "part_of",
    "shop_rows",
    "told_of",
    "verdict",
    "verdict_in",
    "verdicts_in",
    "verdicts_of",
    "view_of",
    "villages_of",
]
