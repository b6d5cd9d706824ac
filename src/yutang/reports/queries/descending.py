"""Down the tree: what the places one level below came to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from yutang.indicators import queries as indicators
from yutang.indicators.queries import telling
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.values import BESIDE, Value
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
    """Return what an indicator came to in the places one level below, of the card's manifest."""
    inside = list(places.children(view.place_code) if view.place_code else places.provinces())
    if not inside or not view.manifest:
        return []
    period = Period.year(year)
    codes = [each.code for each in inside]
    found = indicators.values([name], codes, [period], manifest=view.manifest)
    told = telling.told(found, view.manifest)
    return [Below(each.code, each.name, _said(told[name, each.code, period])) for each in inside]


def _said(value: Value) -> str:
    if value.why_none is BESIDE:
        return _("not shown")
    return wording.value_text(value, indicators.by_name(value.name).digits)
