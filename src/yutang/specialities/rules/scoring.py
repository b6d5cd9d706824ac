"""What a place could be known for: points of several reasons, added by weights that are data.

Each reason gives 0 points at `low` of its scale and 100 at `high` and in between in proportion;
what is not known gives none. The score is the weighted mean of all points, so it says also how
much is known. Where there is next to nothing to go by, nothing is suggested.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple

from yutang.specialities.errors import BadScoring

REASONS = ("share", "lq", "lq_all", "growth", "engaged", "marks", "alone")
"""share: of the place's own; lq, lq_all: location quotient against the place above, and against
all that is loaded; growth: median a year; engaged: part of the households; marks: how many are
held; alone: part of the neighbours that do not lead with the same class."""
POINTS_MOST = 100
_WEIGHT_MOST = 1000


class Scale(NamedTuple):
    """How much a reason weighs, and between which values it goes from 0 to 100 points."""

    weight: int
    low: float
    high: float

    def points(self, value: float) -> float:
        """Return 0 to 100 for a value; never less for a value nearer to `high`."""
        part = (value - self.low) / (self.high - self.low)
        return POINTS_MOST * min(1.0, max(0.0, part))


class Weights(NamedTuple):
    """One version of the scoring.

    Below `orders_min` orders and `output_min_yuan` of output nothing is suggested. Growth from less
    than `growth_floor_yuan` a year is not counted. Scores within `tie_points` of each other are
    called close. A town with `cluster_percent` of its sales, and `cluster_yuan` of them, in a class
    sells it significantly (industry clusters).
    """

    scales: Mapping[str, Scale]
    orders_min: int
    output_min_yuan: int
    growth_floor_yuan: int
    tie_points: int
    cluster_percent: int
    cluster_yuan: int


class Known(NamedTuple):
    """What is known of one class in a place; a value that is None is not known.

    `amount`: fen or yuan, whichever the place is compared by; it decides between equal scores.
    """

    class_code: str
    amount: int
    orders: int
    output_yuan: int
    values: Mapping[str, float | None]


class Reason(NamedTuple):
    """One part of a score. `points` is None where the value is not known."""

    name: str
    value: float | None
    points: float | None
    weight: int


class Scored(NamedTuple):
    """A class with its score of 0 to 100, its reasons, and the weight of what is known of it."""

    known: Known
    score: float
    reasons: tuple[Reason, ...]
    known_weight: int
    all_weight: int


class Outcome(Enum):
    """What the scores say."""

    SUGGESTED = "suggested"
    CLOSE = "close"
    THIN = "thin"
    NOTHING = "nothing"


class Suggestion(NamedTuple):
    """The classes, best first, and what to make of them. `close`: those near the first."""

    outcome: Outcome
    ranked: tuple[Scored, ...]
    close: tuple[Scored, ...]


def read_weights(data: Mapping[str, Any]) -> Weights:
    """Return weights as they are kept, checked.

    Raises:
        BadScoring: a reason is missing, a number is none or out of bounds, all weigh nothing.
    """
    try:
        scales = {
            name: Scale(int(row["weight"]), float(row["low"]), float(row["high"]))
            for name, row in ((name, data["scales"][name]) for name in REASONS)
        }
        rest = {name: int(data[name]) for name in Weights._fields if name != "scales"}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadScoring from error
    sound = (
        all(0 <= scale.weight <= _WEIGHT_MOST for scale in scales.values())
        and any(scale.weight for scale in scales.values())
        and all(
            scale.low != scale.high and abs(scale.low) + abs(scale.high) < float("inf")
            for scale in scales.values()
        )
        and all(number >= 0 for number in rest.values())
    )
    if not sound:
        raise BadScoring
    return Weights(scales, **rest)


def kept_weights(weights: Weights) -> dict[str, Any]:
    """Return weights as `read_weights` reads them."""
    scales = {name: scale._asdict() for name, scale in weights.scales.items()}
    return {**weights._asdict(), "scales": scales}


def score(known: Known, weights: Weights) -> Scored:
    """Return the score of one class, with every reason."""
    reasons = tuple(_reason(name, known.values.get(name), weights.scales[name]) for name in REASONS)
    whole = sum(reason.weight for reason in reasons)
    gained = sum(reason.weight * (reason.points or 0.0) for reason in reasons)
    known_weight = sum(reason.weight for reason in reasons if reason.points is not None)
    return Scored(known, gained / whole, reasons, known_weight, whole)


def suggest(classes: Sequence[Known], weights: Weights) -> Suggestion:
    """Return the classes of a place ranked, and whether one of them is suggested.

    The order in which they are given is no matter: equals are put by amount, then by code.
    """
    scored = [score(known, weights) for known in classes]
    ranked = tuple(
        sorted(scored, key=lambda each: (-each.score, -each.known.amount, each.known.class_code))
    )
    if not ranked:
        return Suggestion(Outcome.NOTHING, (), ())
    solid = [each for each in ranked if is_solid(each.known, weights)]
    if not solid:
        return Suggestion(Outcome.THIN, ranked, ())
    near = tuple(each for each in solid[1:] if solid[0].score - each.score <= weights.tie_points)
    # What is suggested stands first, whatever thin class scored above it.
    rest = tuple(each for each in ranked if each is not solid[0])
    outcome = Outcome.CLOSE if near else Outcome.SUGGESTED
    return Suggestion(outcome, (solid[0], *rest), near)


def is_solid(known: Known, weights: Weights) -> bool:
    """Tell whether there is enough of a class to go by: orders, or reported output."""
    return known.orders >= weights.orders_min or known.output_yuan >= weights.output_min_yuan > 0


def _reason(name: str, value: float | None, scale: Scale) -> Reason:
    points = None if value is None else scale.points(value)
    return Reason(name, value, points, scale.weight)
