"""What was promised to one place by a figure, for rooms above that reckon the figure themselves."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple, cast

from yutang.promises.models import Promise
from yutang.promises.queries.progress import terms_of, tolerances
from yutang.promises.rules import Span, Terms


class Promised(NamedTuple):
    """A promise of one place (empty: the whole country), without how it stands."""

    id: int
    place_code: str
    indicator: str
    """Name of the figure, `ecology.mu_planted`."""
    terms: Terms
    span: Span
    tolerance_percent: int
    is_demo: bool


def of_places(codes: Collection[str], on: date) -> list[Promised]:
    """Return the promises of each of these places alone that a figure counts, in two queries.

    A promise of several places together is none of one of them. `on`: the day whose tolerance
    holds. Those that are due last stand last.
    """
    alone = [[code] if code else [] for code in codes]
    rows = Promise.objects.filter(place_codes__in=alone).exclude(indicator="")
    found = list(rows.select_related("clause__agreement").order_by("due_on", "pk"))
    allowed = tolerances({each.clause.agreement.place_code for each in found}, on)
    return [
        Promised(
            id=each.pk,
            place_code=each.place_codes[0] if each.place_codes else "",
            indicator=each.indicator,
            terms=terms_of(each),
            span=cast("Span", each.span),
            tolerance_percent=allowed[each.clause.agreement.place_code].percent,
            is_demo=each.is_demo,
        )
        for each in found
    ]
