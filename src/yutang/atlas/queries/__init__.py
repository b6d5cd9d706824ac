"""Reads of the atlas room. Maps are public: nobody need be asked who looks.

`shapes` and points, `bordering` for who is whose neighbour, `figured` for what a map and a
comparison show of the figures that rooms offer.
"""

from yutang.atlas.queries.bordering import Known, Neighbours, known, neighbours, reach
from yutang.atlas.queries.shapes import (
    ShapeView,
    SourceView,
    collection,
    drawn_digest,
    has_shapes,
    point,
    points,
    shapes,
    sources,
)

__all__ = [
    "Known",
    "Neighbours",
    "ShapeView",
    "SourceView",
    "collection",
    "drawn_digest",
    "has_shapes",
    "known",
    "neighbours",
    "point",
    "points",
    "reach",
    "shapes",
    "sources",
]
