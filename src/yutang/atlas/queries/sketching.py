"""A place among its neighbours, as paths of a small picture."""

from dataclasses import dataclass

from django.db.models import F, Q

from yutang.atlas.models import Border, Shape
from yutang.atlas.queries.shapes import current
from yutang.atlas.rules import drawing

PATHS_MOST = 9_000
"""Letters of all paths together: the picture stands in the page itself."""


@dataclass(frozen=True)
class Sketch:
    """Paths for an SVG of `drawing.WIDTH` by `drawing.HEIGHT`, and what stands beneath it."""

    own: str
    beside: list[str]
    notice: str
    approval: str


def sketch(code: str) -> Sketch | None:
    """Return the picture of a place, neighbours around it; None without an outline. One query."""
    beside = Border.objects.filter(Q(low=code) | Q(high=code)).values_list("low", "high")
    rows = (
        current()
        .filter(
            Q(code=code)
            | Q(code__in=beside.filter(low=code).values("high"))
            | Q(code__in=beside.filter(high=code).values("low"))
        )
        .annotate(notice=F("source__notice"), approval=F("source__approval"))
        .defer("whole")
    )
    found = {row.code: row for row in rows}
    own = found.pop(code, None)
    if own is None:
        return None
    shown = drawing.frame((own.west, own.south, own.east, own.north))
    return _within(
        drawing.path(own.near, shown),
        [drawing.path(each.near, shown) for each in found.values()],
        [drawing.path(each.far, shown) for each in found.values()],
        own,
    )


def _within(own: str, near: list[str], far: list[str], shape: Shape) -> Sketch:
    """Leave away what makes the picture too heavy: first detail of neighbours, then neighbours."""
    room = PATHS_MOST - len(own)
    beside = next((paths for paths in (near, far) if sum(map(len, paths)) <= room), [])
    notice, approval = getattr(shape, "notice", ""), getattr(shape, "approval", "")
    return Sketch(own, [path for path in beside if path], notice, approval)
