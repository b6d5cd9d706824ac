"""Writes of the atlas room: one verb, one transaction; what is asked twice changes nothing."""

from yutang.atlas.actions.bringing import DATUMS, SourceFacts, bring
from yutang.atlas.actions.pointing import bring_points
from yutang.atlas.actions.ruling import set_reach

__all__ = ["DATUMS", "SourceFacts", "bring", "bring_points", "set_reach"]
