"""Criteria and verdicts in the reader's words, for the templates of this room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from yutang.criteria import catalogue
from yutang.criteria.queries import VerdictView, month_of
from yutang.criteria.rules import own, saying
from yutang.criteria.rules.judging import YEAR, Way
from yutang.criteria.rules.pace import Pace, soonest
from yutang.criteria.rules.period import Period
from yutang.criteria.rules.rolling import COUNTED, SUMMED
from yutang.criteria.rules.wording import Condition, Criterion, Group, Input
from yutang.plumbing.reader import language

_TOWN_DIGITS = 9


class PlaceTold(NamedTuple):
    """A place as pages name it."""

    code: str
    name: str


class ConditionTold(NamedTuple):
    """A condition in words; `is_unverified`: its number is a default that nobody has read."""

    name: str
    title: str
    note: str
    is_unverified: bool


class Part(NamedTuple):
    """One line of a rule: indented so deep; a condition, or words that lead a group in."""

    depth: int
    kind: str
    condition: ConditionTold | None


@dataclass(frozen=True)
class CriterionTold:
    """A criterion in the reader's language."""

    id: str
    family: str
    version: str
    level: int
    title: str
    scope: str
    criterion: Criterion
    window: str
    counting: str
    source: str
    is_unverified: bool
    parts: tuple[Part, ...]


class Row(NamedTuple):
    """A way to the rows behind an input."""

    label: str
    address: str


class TestTold(NamedTuple):
    """One condition of a verdict: what the place has, what would be enough, whether it is met."""

    condition: ConditionTold
    input: str
    over: str
    had: str
    needed: str
    met: bool | None
    percent: int | None
    source: str
    rows: tuple[Row, ...]


class Opened(NamedTuple):
    """Where the rows of a verdict's inputs are: of shops, of the level below, of facts."""

    shops: str
    below: str

    def of(self, asked: Input, code: str, year: int | None) -> Row | None:
        """Return the way to an input's rows, if it has any."""
        if asked.facts:
            return _fact_row(asked, code[:_TOWN_DIGITS] if asked.of_town else code, year)
        if asked.name in COUNTED.values():
            return Row(_("Their verdicts"), self.below)
        if asked.name in SUMMED:
            return Row(_("Shops and months"), self.shops) if self.shops else None
        return None


class WayTold(NamedTuple):
    """One way to a yes, and when it is gone."""

    lacks: str
    when: str
    is_reached: bool


def criterion_told(criterion: Criterion) -> CriterionTold:
    """Return a criterion in the reader's words, its rule line by line."""
    speaks = language()
    named = {each.name: _condition(each) for each in criterion.conditions}
    return CriterionTold(
        id=criterion.id,
        family=criterion.family,
        version=criterion.version,
        level=criterion.level,
        title=criterion.title.said(speaks),
        scope=criterion.scope.said(speaks),
        criterion=criterion,
        window=criterion.window.told.said(speaks),
        counting=criterion.counting.told.said(speaks) if criterion.counting else "",
        source=criterion.source.told.said(speaks),
        is_unverified=criterion.source.mark == "V",
        parts=tuple(_lines(criterion.rule, named, 0)),
    )


def title_of(criterion_id: str) -> str:
    """Return what a criterion is called, without asking for a county's own text."""
    shipped = catalogue.shipped().get(criterion_id)
    return shipped.criterion.title.said(language()) if shipped else own.TITLE.said(language())


def tests_told(view: VerdictView, opened: Opened) -> list[TestTold]:
    """Return every condition of a verdict with its value and threshold."""
    speaks, inputs = language(), catalogue.inputs()
    conditions = {each.name: each for each in view.criterion.conditions}
    told = []
    for shown in view.shown:
        asked = [inputs[name] for name in (shown.test.input, shown.test.over) if name]
        told.append(
            TestTold(
                condition=_condition(conditions[shown.test.name]),
                input=asked[0].title.said(speaks),
                over=asked[1].title.said(speaks) if len(asked) > 1 else "",
                had=saying.had(shown, inputs, speaks),
                needed=saying.needed(shown, inputs, speaks),
                met=shown.met,
                percent=None if asked[0].unit == "flag" else shown.percent_of_target,
                source=asked[0].source.said(speaks),
                rows=tuple(
                    row
                    for each in asked
                    if (row := opened.of(each, view.place_code, _year(view, each))) is not None
                ),
            )
        )
    return told


def _year(view: VerdictView, asked: Input) -> int | None:
    return view.inputs.get(asked.name + YEAR)


def _fact_row(asked: Input, code: str, year: int | None) -> Row:
    title = asked.title.said(language())
    if year is None:
        return Row(
            _("Record it: %(title)s") % {"title": title}, reverse("yearbook:tell", args=[code])
        )
    address = reverse("yearbook:fact", args=[code, asked.facts, year])
    return Row(_("%(title)s in the yearbook") % {"title": title}, address)


def lacks_told(lacks: Sequence[Way]) -> str:
    """Return what a place lacks, in one line."""
    return saying.ways(lacks, catalogue.inputs(), language())


def ways_told(found: Sequence[tuple[Way, Pace | None]], period: Period) -> list[WayTold]:
    """Return each way with when it is gone; the one that is gone first is marked."""
    speaks, inputs = language(), catalogue.inputs()
    first = soonest([pace for _each, pace in found if pace is not None])
    return [
        WayTold(
            saying.way(way, inputs, speaks),
            saying.outlook(pace, _month(period, pace), speaks),
            pace is not None and pace is first and pace.outlook == "then",
        )
        for way, pace in found
    ]


def _month(period: Period, pace: Pace | None) -> str:
    month = month_of(period, pace) if pace else None
    return f"{month:%Y-%m}" if month else ""


def _condition(condition: Condition) -> ConditionTold:
    speaks = language()
    note = condition.note.said(speaks) if condition.note else ""
    return ConditionTold(condition.name, condition.title.said(speaks), note, condition.mark == "V")


def _lines(node: "str | Group", named: dict[str, ConditionTold], depth: int) -> list[Part]:
    if isinstance(node, str):
        return [Part(depth, "condition", named[node])]
    parts = node.all or node.any or node.of
    kind = "all" if node.all else "any" if node.any else "of"
    lines = [Part(depth, kind, None)] if depth or kind != "all" else []
    for part in parts:
        lines += _lines(part, named, depth + 1)
    return lines
