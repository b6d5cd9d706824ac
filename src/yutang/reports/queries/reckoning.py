"""What a card comes to, reckoned from one manifest of the facts, and kept until they move on.

Only what anybody may see is kept or handed on: `telling` takes the numbers of fewer than ten
persons, and what would tell them, away before anything else looks at them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Count, Max

from yutang.facts import queries as facts
from yutang.indicators import queries as indicators
from yutang.indicators import thresholds
from yutang.indicators.queries import telling
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Indicator
from yutang.indicators.rules.values import BESIDE, FEW, NO_DIVISOR, NO_PART, NO_ROWS, Value
from yutang.kernel.clock import now, today, wall
from yutang.kernel.told import Told
from yutang.promises import queries as promises
from yutang.reports.models import Declaration, Reckoned
from yutang.reports.rules import lines, signing
from yutang.reports.rules.lines import Held, Line, Pledge

LATELY: Final = timedelta(days=1)
"""So long a card may be shown whose facts have moved on; a version's files stay a week."""
_WHY: Final[dict[Told | None, lines.WhyNone]] = {
    FEW: "few",
    BESIDE: "beside",
    NO_ROWS: "no_rows",
    NO_DIVISOR: "no_divisor",
    NO_PART: "no_part",
}


@dataclass(frozen=True)
class Made:
    """Lines of a card, of which manifest they are, and through which moment its facts are whole."""

    lines: list[Line]
    manifest: int
    through: datetime | None
    is_empty: bool = False
    """Not one fact of the year is of the place."""

    @property
    def through_day(self) -> date | None:
        """The last day of China that lies wholly before `through`."""
        return whole_day(self.through)


def whole_day(through: datetime | None) -> date | None:
    """Return the last day of China up to which facts are whole, if that is known."""
    if through is None:
        return None
    return date.fromordinal(wall(through).date().toordinal() - 1)


def reckon(place_code: str, year: int, *, lately: bool = False) -> Made:
    """Return the lines of a place and year, of the present manifest.

    They are kept: the same facts and definitions are reckoned once. What was promised is looked up
    anew each time. `lately`: what was reckoned of an earlier manifest within a day will do too.
    """
    view = facts.current()
    pledges = _pledges(place_code, year)
    since = min(lines.first_year(each, year) for each in [[], *pledges.values()])
    every = indicators.every()
    mark = signing.fingerprint([view.root, since, indicators.mark(), _declared()])
    found = _lately(place_code, year, mark) if lately else None
    if found is None:
        found = _kept(place_code, year, view, since, mark)
    elif found.manifest != view.number:
        view = facts.manifest(found.manifest)
    by_name = {row["name"]: row for row in found.values}
    kept = [(each, by_name[each.name]) for each in every]
    made = [_judged(each, row, pledges, since, year) for each, row in kept]
    told = [row for each, row in kept if each.fact]
    is_empty = not any(row["rows"] or row["why"] in {"few", "beside"} for row in told)
    return Made(made, view.number, view.through, is_empty)


def line_of(name: str, place_code: str, year: int, manifest: int) -> Line:
    """Return one line of a manifest, reckoned now, without what was promised."""
    each, period = indicators.by_name(name), Period.year(year)
    found = indicators.values([name], [place_code], [period], manifest=manifest)
    row = _row(name, telling.told(found, manifest)[name, place_code, period], [])
    return _line(each, row)


def _kept(place_code: str, year: int, view: facts.ManifestView, since: int, mark: str) -> Reckoned:
    """Return the card's public values of a manifest, from the table or reckoned now."""
    found = _found(place_code, year, view.number, mark)
    if found is None:
        with transaction.atomic():
            _alone(place_code, year)
            found = _found(place_code, year, view.number, mark)
            if found is None:
                every = indicators.every()
                rows = _reckoned(every, place_code, range(since, year + 1), view.number)
                kept = {"manifest": view.number, "definitions": mark, "values": rows, "at": now()}
                found, _made = Reckoned.objects.update_or_create(
                    place_code=place_code, year=year, defaults=kept
                )
    return found


def _lately(place_code: str, year: int, mark: str) -> Reckoned | None:
    """Return what was reckoned within a day by the same definitions, of whichever manifest.

    What was reckoned before anything was published will not do.
    """
    return Reckoned.objects.filter(
        place_code=place_code, year=year, definitions=mark, manifest__gt=0, at__gte=now() - LATELY
    ).first()


def _found(place_code: str, year: int, manifest: int, mark: str) -> Reckoned | None:
    return Reckoned.objects.filter(
        place_code=place_code, year=year, manifest=manifest, definitions=mark
    ).first()


def _alone(place_code: str, year: int) -> None:
    """Wait until nobody else reckons this card: then theirs is there to be read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{place_code} {year}"]
        )


def _reckoned(
    every: Sequence[Indicator], place_code: str, years: range, manifest: int
) -> list[dict[str, Any]]:
    periods = [Period.year(each) for each in years]
    names = [each.name for each in every]
    found = indicators.values(names, [place_code], periods, manifest=manifest or None)
    found = telling.told(found, manifest or None)
    rows = []
    for name in names:
        by_year = [found[name, place_code, period] for period in periods]
        numbers = [None if is_silent(each) else each.number for each in by_year]
        rows.append(_row(name, by_year[-1], numbers))
    return rows


def is_silent(value: Value) -> bool:
    """Tell whether nobody reported anything of what has to be reported."""
    return not value.recorded and not value.rows and not value.reported and not value.is_hidden


def _row(name: str, value: Value, by_year: Sequence[Decimal | None]) -> dict[str, Any]:
    """Return a public value as it is kept: plain texts and numbers.

    Where nobody reported, nought is not known: silence is no number.
    """
    through = value.through
    if is_silent(value):
        value = replace(value, number=None, why_none=NO_ROWS)
    return {
        "name": name,
        "number": _text(value.number),
        "why": "" if value.number is not None else _WHY.get(value.why_none, "not_known"),
        "numerator": _text(value.numerator),
        "denominator": _text(value.denominator),
        "rows": value.rows,
        "reported": value.reported,
        "of": value.of,
        "reporters": "" if value.recorded else value.reporters,
        "through": _day(through),
        "years": [_text(each) for each in by_year],
    }


def _day(through: date | datetime | None) -> str | None:
    day = whole_day(through) if isinstance(through, datetime) else through
    return day.isoformat() if day else None


def _text(number: Decimal | None) -> str | None:
    return None if number is None else signing.plain(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _line(each: Indicator, row: dict[str, Any]) -> Line:
    return Line(
        indicator=each.name,
        number=_number(row["number"]),
        why_none=row["why"],
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        rows=row["rows"],
        reported=row["reported"],
        of_places=row["of"],
        reporters=row["reporters"],
        through=date.fromisoformat(row["through"]) if row["through"] else None,
        trend=tuple(_number(text) for text in row["years"][-lines.TREND_YEARS :]),
    )


def _judged(
    each: Indicator, row: dict[str, Any], pledges: dict[str, list[Pledge]], since: int, year: int
) -> Line:
    line = _line(each, row)
    pledge = lines.pledge_of(pledges.get(each.figure or each.name, []), year)
    if pledge is not None:
        by_year = {since + at: _number(text) for at, text in enumerate(row["years"])}
        return lines.with_pledge(line, pledge, by_year, year, today())
    if each.target:
        limit = thresholds.at(each.target, date(year, 12, 31))
        return lines.with_threshold(line, Held(each.target, limit.value, each.at_most))
    return lines.without(line)


def _pledges(place_code: str, year: int) -> dict[str, list[Pledge]]:
    """Return what was promised to this place alone, by figure."""
    found: dict[str, list[Pledge]] = {}
    for each in promises.of_places([place_code], min(date(year, 12, 31), today())):
        pledge = Pledge(each.id, each.terms, each.span, each.tolerance_percent)
        found.setdefault(each.indicator, []).append(pledge)
    return found


def _declared() -> list[str]:
    """Return what changes when a village declares, or takes its word back."""
    found = Declaration.objects.aggregate(
        many=Count("pk"), last=Max("at"), withdrawn=Max("withdrawn_at")
    )
    return [str(each) for each in found.values()]
