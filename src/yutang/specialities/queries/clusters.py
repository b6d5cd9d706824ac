"""Industry clusters as they were counted: towns, sales, what they share."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from yutang.goods.queries.classes import class_name
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english
from yutang.specialities.models import Cluster, ClusterLink, ClusterTown
from yutang.specialities.queries.nearby import kilometres
from yutang.specialities.rules.clusters import BUYERS_TOLD_LEAST


@dataclass(frozen=True)
class TownLine:
    """A town of a cluster: net sales of the class in fen, and their part of all it sold."""

    code: str
    name: str
    sales_fen: int
    share_percent: str


@dataclass(frozen=True)
class LinkLine:
    """Two neighbours of a cluster. `buyers` None: fewer than ten, which is not told."""

    a: str
    b: str
    how: str
    buyers: int | None
    suppliers: int

    @property
    def km(self) -> str:
        """How far apart they are, where that is how it was found."""
        return kilometres(self.how)


@dataclass(frozen=True)
class ClusterView:
    """An industry cluster, for a page and for a map."""

    id: int
    class_code: str
    class_label: str
    year: int
    towns: tuple[TownLine, ...]
    links: tuple[LinkLine, ...]
    counted_at: datetime

    @property
    def sales_fen(self) -> int:
        return sum(town.sales_fen for town in self.towns)


def clusters(under: str = "", year: int | None = None) -> QuerySet[Cluster]:
    """Return clusters with a town in a place (all by default), the newest year's unless asked."""
    found = Cluster.objects.order_by("-year", "class_code", "number")
    if under:
        found = found.filter(towns__town_code__startswith=under).distinct()
    newest = year or found.values_list("year", flat=True).first()
    return found.filter(year=newest or 0)


def cluster_views(found: Collection[Cluster] | QuerySet[Cluster]) -> list[ClusterView]:
    """Return clusters with towns and links: three queries, one more for new names of places.

    This is the door for maps: `towns[].code` and `links` are drawn; no persons are in it.
    """
    ids = [each.pk for each in found]
    rows = list(
        Cluster.objects.filter(pk__in=ids)
        .order_by("-year", "class_code", "number")
        .prefetch_related(
            Prefetch("towns", ClusterTown.objects.order_by("-sales_fen", "town_code")),
            Prefetch("links", ClusterLink.objects.order_by("town_a", "town_b")),
        )
    )
    names = places.full_names({town.town_code for row in rows for town in row.towns.all()})
    return [_view(row, names) for row in rows]


def _view(row: Cluster, names: dict[str, str]) -> ClusterView:
    towns = tuple(
        TownLine(
            town.town_code,
            names[town.town_code] or town.town_code,
            town.sales_fen,
            f"{town.share_percent} %",
        )
        for town in row.towns.all()
    )
    links = tuple(
        LinkLine(
            names.get(link.town_a) or link.town_a,
            names.get(link.town_b) or link.town_b,
            link.how,
            link.buyers if link.buyers >= BUYERS_TOLD_LEAST else None,
            link.suppliers,
        )
        for link in row.links.all()
    )
    label = class_name(row.class_code, english=reads_english())
    return ClusterView(row.pk, row.class_code, label, row.year, towns, links, row.counted_at)
