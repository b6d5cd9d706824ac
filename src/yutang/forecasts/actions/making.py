"""Making forecasts, once a day at most for each subject, and writing down what came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, TypeVar

from django.db import transaction

from yutang.facts import queries as facts
from yutang.forecasts import methods, queries, walking
from yutang.forecasts.actions.rehearsing import compare, rehearse_all
from yutang.forecasts.models import Point, Run, Subject, SubjectKind
from yutang.forecasts.rules import measuring, origins, weekly
from yutang.forecasts.rules.weekly import Series
from yutang.forecasts.walking import Misses, Walk, Window
from yutang.kernel.clock import now, today
from yutang.prices.queries.goods import quoted_goods

PRICE_WALK: Final = Walk(
    methods.PRICES, origins.Plan(horizon=8, step=2, origins=10, behind=40), "log"
)
SALES_WALK: Final = Walk(
    methods.SALES, origins.Plan(horizon=4, step=1, origins=12, behind=26), "log1p"
)
_PRICE_WEEKS: Final = 30
_SALES_WEEKS: Final = 26
_WIDE: Final = {80: 2.0, 95: 3.0}
"""Where too few earlier misses are known: wider than a normal distribution would be."""
Key = TypeVar("Key")


@dataclass(frozen=True)
class Made:
    """How many forecasts were made, without enough data, weeks compared, sales rehearsed."""

    runs: int
    without: int
    came: int
    plans: int


@dataclass(frozen=True)
class _Foreseen:
    series: Series
    windows: list[Window]
    said: list[float]
    naive: list[float]
    bands: Mapping[int, tuple[tuple[float, float], ...]]
    why_none: str = ""


def make_all(on: date | None = None) -> Made:
    """Make this day's forecasts from the weeks that are over; asking twice does no harm."""
    day = on or today()
    monday = weekly.monday_of(day)
    prices = queries.price_series(monday)
    sales = queries.sales_series(monday)
    came = _write_actuals(prices, sales)
    made: list[Run | None] = []
    goods = {good.pk: good for good in quoted_goods()}
    for good_id, seen in _foresee(prices, PRICE_WALK, monday, _PRICE_WEEKS).items():
        subject, _new = Subject.objects.get_or_create(
            kind=SubjectKind.PRICE,
            name=goods[good_id].name,
            place_code="",
            defaults={"good": goods[good_id]},
        )
        made.append(_keep(subject, seen, PRICE_WALK, day, None))
    manifest = facts.current().number
    for (good, county), seen in _foresee(sales, SALES_WALK, monday, _SALES_WEEKS).items():
        subject, _new = Subject.objects.get_or_create(
            kind=SubjectKind.SALES, name=good[:90], place_code=county
        )
        made.append(_keep(subject, seen, SALES_WALK, day, manifest))
    compare()
    runs = [run for run in made if run is not None]
    without = sum(bool(run.why_none) for run in runs)
    return Made(len(runs), without, came, rehearse_all())


def _foresee(
    all_series: Mapping[Key, Series], how: Walk, monday: date, least: int
) -> dict[Key, _Foreseen]:
    """Walk over the past of every series with enough of it, then forecast each."""
    last_week = monday - timedelta(days=7)
    why = {k: origins.fresh(each, how.plan, last_week, least) for k, each in all_series.items()}
    chosen = {
        key: _origins(each, how.plan, last_week) for key, each in all_series.items() if not why[key]
    }
    misses = Misses([])
    windows = walking.walk(all_series, chosen, how, misses=misses)
    moves = walking.CommonMoves(all_series.values(), how)
    found: dict[Key, _Foreseen] = {}
    for key, series in all_series.items():
        if why[key]:
            found[key] = _Foreseen(series, [], [], [], {}, why[key])
            continue
        past = walking.past_of(series, len(series) - 1, moves, how)
        said = methods.forecast(how.members, past, how.plan.horizon)
        spread = walking.spread_of(past)
        banded = walking.bands_of(said, spread, misses, last_week, how)
        wide = walking.wide_bands(said, spread, _WIDE, how)
        bands = {level: banded[level] or wide[level] for level in measuring.LEVELS}
        naive = [how.down(value) for value in methods.naive(past, how.plan.horizon)]
        found[key] = _Foreseen(
            series, windows[key], [how.down(value) for value in said], naive, _nested(bands)
        )
    return found


def _origins(series: Series, plan: origins.Plan, last_week: date) -> list[int]:
    offset = -weekly.weeks_between(series.first, last_week) + plan.horizon
    return origins.origins_of(series, plan, offset)


def _nested(
    bands: Mapping[int, tuple[tuple[float, float], ...]],
) -> dict[int, tuple[tuple[float, float], ...]]:
    """The wider band never lies inside the narrower."""
    pairs = list(zip(bands[80], bands[95], strict=True))
    wide = tuple((min(a[0], b[0]), max(a[1], b[1])) for a, b in pairs)
    return {80: bands[80], 95: wide}


@transaction.atomic
def _keep(
    subject: Subject, seen: _Foreseen, how: Walk, day: date, manifest: int | None
) -> Run | None:
    """Keep a forecast; None: this day's is there already."""
    last = len(seen.series) - 1
    run, new = Run.objects.get_or_create(
        subject=subject,
        made_on=day,
        defaults={
            "made_at": now(),
            "last_week": seen.series.monday(last),
            "weeks": seen.series.known,
            "horizon": how.plan.horizon,
            "method": methods.NAMES[how.members],
            "digest": digest_of(seen.series),
            "manifest": manifest,
            "why_none": seen.why_none,
            **_past(seen.windows),
        },
    )
    if not new:
        return None
    rows = zip(seen.said, seen.naive, seen.bands.get(80, ()), seen.bands.get(95, ()), strict=True)
    Point.objects.bulk_create(
        Point(
            run=run,
            week=seen.series.monday(last + step),
            value=said,
            naive=naive,
            low_80=eighty[0],
            high_80=eighty[1],
            low_95=whole[0],
            high_95=whole[1],
        )
        for step, (said, naive, eighty, whole) in enumerate(rows, 1)
    )
    return run


def digest_of(series: Series) -> str:
    """Return what stands for the data that a forecast was made from."""
    told = repr((series.first.isoformat(), series.values, series.latest))
    return sha256(told.encode()).hexdigest()


def _past(windows: list[Window]) -> dict[str, float | int | None]:
    pairs = [
        (actual, said, naive)
        for window in windows
        for actual, said, naive in zip(window.actual, window.said, window.naive, strict=True)
        if actual is not None
    ]
    return {
        "windows": len(windows),
        "error_percent": measuring.percent_off((actual, said) for actual, said, _n in pairs),
        "naive_percent": measuring.percent_off((actual, naive) for actual, _s, naive in pairs),
        "inside_80": measuring.share(walking.inside(windows, 80)),
        "inside_95": measuring.share(walking.inside(windows, 95)),
    }


def _write_actuals(prices: Mapping[int, Series], sales: Mapping[tuple[str, str], Series]) -> int:
    """Write what came beside the weeks that were foreseen and are over; return how many."""
    waiting = Point.objects.filter(actual=None).select_related("run__subject")
    moment, came = now(), []
    for point in waiting.order_by("pk").iterator(2_000):
        subject = point.run.subject
        series = (
            prices.get(subject.good_id or 0)
            if subject.kind == SubjectKind.PRICE
            else sales.get((subject.name, subject.place_code))
        )
        at = weekly.weeks_between(series.first, point.week) if series else -1
        if series is None or not 0 <= at < len(series) or series.values[at] is None:
            continue
        point.actual, point.actual_at = series.values[at], moment
        came.append(point)
    Point.objects.bulk_update(came, ["actual", "actual_at"], batch_size=500)
    return len(came)
