"""The scoring is changed by an operator, as a new version; the versions before stay."""

from django.db import transaction
from django.db.models import Max

from yutang.kernel.clock import now, today
from yutang.kernel.text import one_line
from yutang.people import access as people
from yutang.people.access import Person
from yutang.specialities.errors import ReasonMissing
from yutang.specialities.models import Scoring
from yutang.specialities.queries.scoring import default
from yutang.specialities.rules.scoring import Weights, kept_weights, read_weights

_SOURCE_LETTERS_MOST = 200


def write_scoring(weights: Weights, source: str, by: Person, *, is_verified: bool) -> Scoring:
    """Write the version that holds from today on.

    Raises:
        NotFound: the person is no operator.
        BadScoring: the weights are not sound. ReasonMissing: no source is given.
    """
    people.require_operator(by)
    said = one_line(source)[:_SOURCE_LETTERS_MOST]
    if not said:
        raise ReasonMissing
    kept = kept_weights(weights)
    read_weights(kept)
    with transaction.atomic():
        rows = Scoring.objects.select_for_update().order_by("-version")
        list(rows[:1])
        newest = Scoring.objects.aggregate(newest=Max("version"))["newest"] or default().version
        return Scoring.objects.create(
            version=newest + 1,
            valid_from=today(),
            source=said,
            is_verified=is_verified,
            weights=kept,
            at=now(),
            by=by,
        )
