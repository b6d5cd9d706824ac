"""Clusters: identified villages that lie side by side."""

from dataclasses import dataclass

from yutang.atlas import queries as atlas
from yutang.criteria import catalogue
from yutang.criteria.models import Identification
from yutang.criteria.queries.verdicts import VILLAGE_FAMILY, verdicts_in
from yutang.criteria.rules import clusters as rules
from yutang.criteria.rules.clusters import Touch
from yutang.criteria.rules.judging import Judge

FAMILIES = ("taobao-cluster-super", "taobao-cluster-large", "taobao-cluster")
"""What a cluster may be called, the largest first."""


@dataclass(frozen=True)
class ClusterView:
    """Villages that hang together; `called`: the largest criterion that they meet, or nothing."""

    number: int
    codes: tuple[str, ...]
    hows: tuple[str, ...]
    called: str

    @property
    def size(self) -> int:
        return len(self.codes)


def clusters(identification_id: int, least: int = 2) -> list[ClusterView]:
    """Return the clusters of an identification's villages, the largest first.

    `least`: of at least so many villages. How two villages were found to be neighbours stands in
    `hows`: ``polygon`` or ``distance``.
    """
    made = Identification.objects.get(pk=identification_id)
    codes = list(verdicts_in(made, "yes", None).values_list("place_code", flat=True))
    touches = (Touch(*touch) for touch in atlas.neighbours(codes))
    judges = {family: Judge(catalogue.named(family)) for family in FAMILIES}
    return [
        ClusterView(number, found.codes, found.hows, _called(judges, len(found.codes)))
        for number, found in enumerate(rules.clusters(codes, touches), 1)
        if len(found.codes) >= least
    ]


def villages_of(made: Identification) -> Identification | None:
    """Return the identification of villages that this one is, or that it counted."""
    found: Identification | None = made
    while found is not None and found.family != VILLAGE_FAMILY:
        found = found.parts.select_related("wording").first()
    return found


def _called(judges: dict[str, Judge], size: int) -> str:
    for family, judge in judges.items():
        if judge.judge("", {"contiguous": size}).verdict == "yes":
            return family
    return ""
