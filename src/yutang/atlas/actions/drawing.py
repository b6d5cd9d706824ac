"""What follows from shapes: drawings in which neighbours share their line, and borders."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max, Min, Q, QuerySet

from yutang.atlas.models import Border, Shape
from yutang.atlas.queries.shapes import current

if TYPE_CHECKING:
    from yutang.atlas.rules.shaping import Outline

_PLACE_DIGITS = {1: 0, 2: 2, 3: 2, 4: 6, 5: 9}
"""Shapes of a level are drawn together with those that begin with as many digits."""
_BATCH = 500


def draw_anew(codes: Collection[str], level: int) -> None:
    """Draw these places and those around them within the same place above."""
    from yutang.atlas.rules import shaping  # noqa: PLC0415 - shapely loads slowly

    near, far = shaping.scales(level)
    for above in sorted({code[: _PLACE_DIGITS[level]] for code in codes}):
        rows = list(current().filter(level=level, code__startswith=above).order_by("code"))
        outlines = _outlines(rows)
        drawn = zip(
            rows, shaping.drawings(outlines, near), shaping.drawings(outlines, far), strict=True
        )
        changed = []
        for row, at_near, at_far in drawn:
            if (row.near, row.far) != (at_near, at_far):
                row.near, row.far = at_near, at_far
                changed.append(row)
        Shape.objects.bulk_update(changed, ["near", "far"], batch_size=_BATCH)


def find_borders(codes: Collection[str], level: int, at: datetime) -> None:
    """Find anew whom these places touch, among all shapes of their level."""
    from yutang.atlas.rules import shaping  # noqa: PLC0415 - shapely loads slowly

    Border.objects.filter(Q(low__in=codes) | Q(high__in=codes)).delete()
    rows = list(_around(codes, level))
    outlines = {row.code: one for row, one in zip(rows, _outlines(rows), strict=True)}
    pairs = shaping.touching(outlines, codes)
    Border.objects.bulk_create(
        [Border(low=low, high=high, found_at=at) for low, high in sorted(pairs)],
        batch_size=_BATCH * 4,
    )


def _around(codes: Collection[str], level: int) -> QuerySet[Shape]:
    """Return the shapes of a level whose boxes meet the box around these places."""
    box = (
        current()
        .filter(code__in=codes)
        .aggregate(west=Min("west"), south=Min("south"), east=Max("east"), north=Max("north"))
    )
    gap = 0.001
    return (
        current()
        .filter(
            level=level,
            west__lte=box["east"] + gap,
            east__gte=box["west"] - gap,
            south__lte=box["north"] + gap,
            north__gte=box["south"] - gap,
        )
        .only("code", "whole")
    )


def _outlines(rows: Collection[Shape]) -> list["Outline"]:
    import shapely  # noqa: PLC0415 - loads slowly

    return list(shapely.from_wkb([bytes(row.whole) for row in rows]))
