"""The scoring that holds: the newest version somebody wrote, else the house's default.

The default is data of the package (`data/scoring.json`), so that an empty installation has one.
"""

import functools
import json
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from yutang.kernel.clock import today
from yutang.specialities.models import Scoring
from yutang.specialities.rules.scoring import Weights, read_weights


@dataclass(frozen=True)
class ScoringView:
    """One version of the scoring, with its source."""

    version: int
    valid_from: date
    source: str
    is_verified: bool
    weights: Weights


def current() -> ScoringView:
    """Return the version that holds today."""
    kept = Scoring.objects.filter(valid_from__lte=today()).order_by("-valid_from", "-version")
    newest = kept.first()
    return _view(newest) if newest is not None else default()


def weights() -> Weights:
    """Return the weights and scales that hold today."""
    return current().weights


def versions() -> list[ScoringView]:
    """Return all versions, the newest first, the house's default last."""
    return [*map(_view, Scoring.objects.order_by("-version")), default()]


@functools.cache
def default() -> ScoringView:
    """Return the version that comes with the program."""
    text = resources.files("yutang.specialities").joinpath("data/scoring.json").read_text("utf-8")
    told: dict[str, Any] = json.loads(text)
    return ScoringView(
        version=told["version"],
        valid_from=date.fromisoformat(told["valid_from"]),
        source=told["source"],
        is_verified=told["is_verified"],
        weights=read_weights(told["weights"]),
    )


def _view(row: Scoring) -> ScoringView:
    weights_kept = read_weights(row.weights)
    return ScoringView(row.version, row.valid_from, row.source, row.is_verified, weights_kept)
