"""Counting industry clusters: which neighbouring towns sell the same and share whom they deal with.

Of the running year and the one before; the years before stay as they were counted last.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from yutang.atlas import queries as atlas
from yutang.goods.queries.classes import supplies
from yutang.kernel.clock import wall
from yutang.specialities.models import ClassYear, Cluster, ClusterLink, ClusterTown, DaySales
from yutang.specialities.queries.scoring import weights
from yutang.specialities.rules import clusters, standing
from yutang.specialities.rules.clusters import Clustered, Pair, Town
from yutang.trade.queries.sold import shared_buyers

SIBLINGS = "same county"
_TOWN_DIGITS = 9
_PERCENT = Decimal("0.1")


def count_clusters(at: datetime) -> None:
    """Count the clusters of this year and the last anew."""
    this = wall(at).year
    for year in (this - 1, this):
        by_class = _candidates(year)
        Cluster.objects.filter(year=year).delete()
        near = _neighbours({code for towns in by_class.values() for code in towns})
        given = _supplied()
        for class_code, towns in sorted(by_class.items()):
            pairs = [(a, b, how) for a, b, how in near if a in towns and b in towns]
            if pairs:
                found = _joined(year, class_code, pairs, given.get(class_code, set()))
                _keep(at, year, class_code, found, towns)


def _candidates(year: int) -> dict[str, dict[str, Town]]:
    """Return class → town → what it sold, of towns that lead with it or sell it significantly."""
    rows = ClassYear.objects.filter(
        year=year, sales_fen__gt=0, place_code__regex=f"^[0-9]{{{_TOWN_DIGITS}}}$"
    ).values_list("place_code", "class_code", "sales_fen")
    measured = weights()
    found: dict[str, dict[str, Town]] = defaultdict(dict)
    for code, amounts in clusters.totals(rows.iterator()).items():
        lead, whole = standing.lead(amounts), sum(amounts.values())
        for class_code, fen in amounts.items():
            town = Town(code, fen, whole, class_code == lead)
            if clusters.sells(town, measured.cluster_percent, measured.cluster_yuan * 100):
                found[class_code][code] = town
    return {class_code: towns for class_code, towns in found.items() if len(towns) > 1}


def _neighbours(codes: Collection[str]) -> list[tuple[str, str, str]]:
    """Return pairs of neighbours and how that is known: atlas first, else towns of one county."""
    if not codes:
        return []
    known = [(near.a, near.b, near.how) for near in atlas.neighbours(codes)]
    apart = atlas.known(codes).not_known
    guessed = clusters.siblings(sorted(codes), apart)
    return [*known, *((a, b, SIBLINGS) for a, b in guessed)]


def _supplied() -> dict[str, set[tuple[int, str]]]:
    """Return class → suppliers, each with the towns that have goods of it: its own, and others'."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for supply in supplies():
        towns = {supply.village_code[:_TOWN_DIGITS], supply.origin_code[:_TOWN_DIGITS]}
        found[supply.class_code] |= {(supply.producer_id, town) for town in towns}
    return found


def _joined(
    year: int,
    class_code: str,
    near: Sequence[tuple[str, str, str]],
    given: Iterable[tuple[int, str]],
) -> list[Clustered]:
    pairs = [(a, b) for a, b, _ in near]
    buyers = shared_buyers(
        _products(year, class_code, {code for pair in pairs for code in pair}),
        pairs,
        date(year, 1, 1),
        date(year, 12, 31),
    )
    suppliers = clusters.shared_suppliers(given, pairs)
    return clusters.clusters(
        Pair(a, b, how, buyers.get((a, b), 0), suppliers.get((a, b), 0)) for a, b, how in near
    )


def _products(year: int, class_code: str, towns: Collection[str]) -> dict[int, str]:
    """Return product → town, of the class sold from these towns in the year."""
    sold = DaySales.objects.filter(class_code=class_code, day__year=year)
    rows = sold.values_list("product_id", "origin_code").distinct().order_by()
    return {
        product: origin[:_TOWN_DIGITS] for product, origin in rows if origin[:_TOWN_DIGITS] in towns
    }


def _keep(
    at: datetime,
    year: int,
    class_code: str,
    found: Sequence[Clustered],
    towns: Mapping[str, Town],
) -> None:
    for number, each in enumerate(found, start=1):
        made = Cluster.objects.create(
            class_code=class_code, year=year, number=number, counted_at=at
        )
        ClusterTown.objects.bulk_create(_town(made, towns[code]) for code in each.towns)
        ClusterLink.objects.bulk_create(_link(made, link) for link in each.links)


def _town(cluster: Cluster, town: Town) -> ClusterTown:
    part = (Decimal(100) * town.sales_fen / town.all_fen).quantize(_PERCENT)
    return ClusterTown(
        cluster=cluster, town_code=town.code, sales_fen=town.sales_fen, share_percent=part
    )


def _link(cluster: Cluster, link: Pair) -> ClusterLink:
    return ClusterLink(
        cluster=cluster,
        town_a=link.a,
        town_b=link.b,
        how=link.how,
        buyers=link.buyers,
        suppliers=link.suppliers,
    )
