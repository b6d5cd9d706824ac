"""What the rule of its money asks of a programme, with the numbers of today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from yutang.kernel.clock import today
from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.plumbing import figures, overlays
from yutang.plumbing.reader import reads_english
from yutang.programmes.models import Demand, MoneyRule, Programme
from yutang.programmes.queries.money import MoneyView, money
from yutang.programmes.queries.views import word
from yutang.programmes.rules import demands
from yutang.programmes.rules.demands import Bound, Judged

_ASSEMBLY_FIRST, _ASSEMBLY_LAST = "200", "399"
"""Digits 10 to 12 of a 行政村 with a village committee; below lie 居委会."""


@dataclass(frozen=True)
class CheckLine:
    """One line of a rule: what is asked, what is there, and what is lacking."""

    title: str
    how: str
    least: Decimal | None
    most: Decimal | None
    value: Decimal | None
    """Percent with one digit, or the figure."""
    verdict: str
    lacks: Decimal
    lacks_fen: int
    """Of a share of money: by how many fen it is below its least, or above its most."""
    by_plan: bool
    """Nothing is spent yet: the share is the plan's."""


@dataclass(frozen=True)
class Checks:
    """A rule's version beside its lines as they stand today."""

    scheme_name: str
    rule_id: int
    place: str
    valid_from: date
    source: str
    is_unverified: bool
    lines: tuple[CheckLine, ...]

    @property
    def failed(self) -> int:
        return sum(line.verdict == "failed" for line in self.lines)


@dataclass(frozen=True)
class RuleView:
    """One version of a rule, as the list of rules shows it."""

    id: int
    scheme_name: str
    place: str
    valid_from: date
    valid_to: date | None
    source: str
    is_unverified: bool
    lines: tuple[Demand, ...]


def checks(programme: Programme) -> Checks | None:
    """Return how a programme stands to the rule of its money; None where none is in force.

    The version is the one in force on the programme's first day at the nearest place above it.
    """
    if programme.scheme is None:
        return None
    rule = rule_for(programme.scheme.pk, programme.place_code, programme.starts_on)
    if rule is None:
        return None
    have = money(programme.pk)
    return Checks(
        scheme_name=word(programme.scheme),
        rule_id=rule.pk,
        place=places.full_name(rule.place_code) if rule.place_code else "",
        valid_from=rule.valid_from,
        source=rule.source,
        is_unverified=rule.is_unverified,
        lines=tuple(_line(each, programme, have) for each in rule.demands.all()),
    )


def rule_for(scheme_id: int, place_code: str, on: date) -> MoneyRule | None:
    """Return the version of a scheme's rule in force at a place on a day, the nearest one's."""
    above = ["", *(place_code[:digits] for digits in (2, 4, 6, 9, 12) if digits <= len(place_code))]
    found = MoneyRule.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on),
        scheme=scheme_id,
        place_code__in=above,
        valid_from__lte=on,
    )
    return max(found, key=lambda rule: len(rule.place_code), default=None)


def rules() -> list[RuleView]:
    """Return all versions of all rules, the latest first."""
    found = MoneyRule.objects.select_related("scheme").prefetch_related("demands")
    return [
        RuleView(
            each.pk,
            word(each.scheme),
            places.full_name(each.place_code) if each.place_code else "",
            each.valid_from,
            each.valid_to,
            each.source,
            each.is_unverified,
            tuple(each.demands.all()),
        )
        for each in found.order_by("scheme", "place_code", "-valid_from")
    ]


def _line(demand: Demand, programme: Programme, have: MoneyView) -> CheckLine:
    bound, by_plan, lacks_fen = Bound(demand.least, demand.most), False, 0
    if demand.how == Demand.How.SHARE:
        by_plan = have.spent_fen == 0
        part = sum(
            line.planned_fen if by_plan else line.spent_fen
            for line in have.lines
            if line.purpose == demand.name
        )
        whole = have.planned_fen if by_plan else have.spent_fen
        judged = demands.judge(demands.percent(part, whole), bound)
        lacks_fen = demands.lacking_fen(part, whole, bound)
    elif demand.how == Demand.How.COVERAGE:
        judged = demands.judge(_coverage(demand.name, programme.place_code), bound)
    else:
        judged = demands.judge(_figure(demand.name, programme), bound)
    return _told(demand, judged, lacks_fen, by_plan=by_plan)


def _told(demand: Demand, judged: Judged, lacks_fen: int, *, by_plan: bool) -> CheckLine:
    counts = demand.how == Demand.How.FIGURE
    return CheckLine(
        title=demand.title_en if reads_english() else demand.title,
        how=demand.how,
        least=demand.least,
        most=demand.most,
        value=judged.value if counts else demands.shown(judged.value),
        verdict=judged.verdict,
        lacks=judged.lacks if counts else demands.shown(judged.lacks) or Decimal(0),
        lacks_fen=lacks_fen,
        by_plan=by_plan,
    )


def _figure(name: str, programme: Programme) -> Decimal | None:
    """Return a figure of the programme's place, summed over its years up to today."""
    figure = figures.by_name(name)
    if figure is None:
        return None
    last = min(programme.ends_on, today()).year
    code = programme.place_code
    known = [
        value
        for year in range(programme.starts_on.year, last + 1)
        if (value := figure.read([code], year).get(code)) is not None
    ]
    return sum(known, Decimal(0)) if known else None


def _coverage(name: str, place_code: str) -> Decimal | None:
    """Return how many percent of a place's villages have a mark of an overlay."""
    overlay = overlays.by_name(name)
    if overlay is None or not place_code:
        return None
    villages = set(_villages(place_code))
    marks = overlay.read(place_code, today().year)
    if not villages or len(marks) >= overlays.MARKS_MOST:
        return None
    covered = {code for mark in marks for code in mark.codes} & villages
    return demands.percent(len(covered), len(villages))


def _villages(place_code: str) -> Iterable[str]:
    codes = places.under(place_code, Level.VILLAGE).values_list("code", flat=True)
    return (code for code in codes if _ASSEMBLY_FIRST <= code[9:] <= _ASSEMBLY_LAST)
