"""Down the tree: what the places one level below came to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from yutang.indicators import queries as indicators
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.values import Value, for_public
from yutang.kernel.counts import Persons, shown_publicly
from yutang.places import queries as places
from yutang.reports.queries import wording
from yutang.reports.queries.cards import CardView


@dataclass(frozen=True)
class Below:
    """A place one level down, and its number as the public reads it."""

    code: str
    name: str
    number: str


def below(name: str, view: CardView, year: int) -> list[Below]:
    """Return what an indicator came to in the places one level below, of the card's manifest.

    One scan of its facts. Where a place would be told by what the others leave over, the smallest
    of those is not shown either.
    """
    inside = list(places.children(view.place_code) if view.place_code else places.provinces())
    if not inside or not view.manifest:
        return []
    period = Period.year(year)
    codes = [each.code for each in inside]
    found = indicators.values([name], codes, [period], manifest=view.manifest)
    values = {code: found[name, code, period] for code in codes}
    counted = {code: each.count for code, each in values.items() if each.count is not None}
    groups: dict[str, Persons] = {code: each for code, each in counted.items() if each}
    hidden = {code for code, each in shown_publicly(groups).items() if each is None}
    return [
        Below(each.code, each.name, _said(values[each.code], is_hidden=each.code in hidden))
        for each in inside
    ]


def _said(value: Value, *, is_hidden: bool) -> str:
    digits = indicators.by_name(value.name).digits
    if is_hidden and not value.is_few:
        return _("not shown")
    return wording.value_text(for_public(value), digits)
