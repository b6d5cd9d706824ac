"""What promises have come to: read from the figures that rooms offer, or counted by hand."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from django.db.models import Q, Sum

from yutang.kernel.clock import today
from yutang.kernel.counts import Counts
from yutang.plumbing import figures
from yutang.promises.models import Evidence, Promise, Reading, SpanName, Tolerance
from yutang.promises.rules import Standing, Terms, disjoint, standing, together

COUNTRY = ""
_LATELY = timedelta(days=1)


def values(promises: Collection[Promise], on: date | None = None) -> dict[int, Decimal]:
    """Return the value of each promise on a day; one that is not known is not in it.

    Today's values are read now. Of an earlier day, what was counted by hand is counted up to it;
    what comes from a figure is the last reading up to it.
    """
    day = on or today()
    by_hand = [each.pk for each in promises if not each.indicator]
    found = {each.pk: Decimal(0) for each in promises if not each.indicator}
    sums = Evidence.objects.filter(promise_id__in=by_hand, on__lte=day).values("promise_id")
    found |= dict(sums.annotate(sum=Sum("amount")).values_list("promise_id", "sum"))
    read = [each for each in promises if each.indicator]
    baselines = {each.pk: each.baseline for each in promises if not each.indicator}
    by_hand_values = {pk: value + baselines[pk] for pk, value in found.items()}
    return by_hand_values | (_read(read, day) if day >= today() else _kept(read, day))


def standings(
    promises: Collection[Promise], on: date | None = None, *, lately: bool = False
) -> dict[int, Standing]:
    """Return how each promise stands on a day; with `lately`, by what was read
    since yesterday, where that was kept.
    """
    day = on or today()
    known: dict[int, Decimal] = {}
    if lately:
        kept = Reading.objects.filter(
            promise__in=[each for each in promises if each.indicator],
            on__range=(day - _LATELY, day),
        ).order_by("promise_id", "-on")
        known = dict(kept.distinct("promise_id").values_list("promise_id", "value"))
    rest = [each for each in promises if each.pk not in known]
    known |= values(rest, day)
    allowed = tolerances({each.clause.agreement.place_code for each in promises}, day)
    return {
        each.pk: standing(
            terms_of(each),
            known.get(each.pk),
            day,
            allowed[each.clause.agreement.place_code].percent,
        )
        for each in promises
    }


def terms_of(promise: Promise) -> Terms:
    """Return what was promised, for the rules."""
    return Terms(promise.baseline, promise.baseline_on, promise.target, promise.due_on)


def tolerance_at(place_code: str, on: date) -> Tolerance:
    """Return the tolerance that holds for a place on a day: the nearest place's newest version."""
    return tolerances({place_code}, on)[place_code]


def tolerances(codes: Collection[str], on: date) -> dict[str, Tolerance]:
    """Return, for each place, the tolerance that holds there on a day; one query."""
    running = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = list(Tolerance.objects.filter(running, valid_from__lte=on))
    return {
        code: max(
            (row for row in rows if code.startswith(row.place_code)),
            key=lambda row: (len(row.place_code), row.valid_from),
        )
        for code in codes
    }


def _years(promise: Promise, day: date) -> range:
    last = min(day, promise.due_on).year
    first = promise.baseline_on.year if promise.span == SpanName.ADDED else last
    return range(first, last + 1)


def _read(promises: Collection[Promise], day: date) -> dict[int, Decimal]:
    """Read each figure once a year for all the places that are asked for."""
    asked: dict[tuple[str, int], set[str]] = defaultdict(set)
    for each in promises:
        for year in _years(each, day):
            asked[each.indicator, year].update(disjoint(each.place_codes) or (COUNTRY,))
    told: dict[tuple[str, int], Mapping[str, Decimal]] = {}
    for (name, year), codes in asked.items():
        figure = figures.by_name(name)
        told[name, year] = figure.read(codes, year) if figure else {}
    found = {}
    for each in promises:
        own = disjoint(each.place_codes) or (COUNTRY,)
        some = [
            told[each.indicator, year][code]
            for year in _years(each, day)
            for code in own
            if code in told[each.indicator, year]
        ]
        if some:
            found[each.pk] = together(some, cast("Counts", each.counts))
    return found


def _kept(promises: Collection[Promise], day: date) -> dict[int, Decimal]:
    rows = Reading.objects.filter(promise__in=promises, on__lte=day).order_by("promise_id", "-on")
    return dict(rows.distinct("promise_id").values_list("promise_id", "value"))
