"""What goods cost at the markets, beside what ours cost: public."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.goods import classes
from yutang.kernel.clock import today
from yutang.kernel.money import yuan
from yutang.people.sessions import person_of
from yutang.plumbing.pages import page_of
from yutang.plumbing.reader import reads_english
from yutang.plumbing.sheets.writing import sent_as_read
from yutang.prices import access, queries
from yutang.prices.models import Quote, QuotedGood
from yutang.prices.queries import goods as good_queries
from yutang.prices.queries import own as own_queries
from yutang.prices.queries.markets import any_demo
from yutang.prices.rules import alerts, drawing
from yutang.prices.rules.drawing import Point

_GOODS_A_PAGE = 40
_ROWS_A_PAGE = 60
_ROWS_IN_TABLE = 60
_YEARS_BESIDE = 4
_OLD_DAYS = 10
SPANS = {"90": 90, "365": 365, "1095": 1095, "all": 0}


@dataclass(frozen=True)
class Span:
    """Which days are looked at: so many up to the last that has quotes."""

    key: str
    first: date
    last: date


@require_safe
def goods(request: HttpRequest) -> HttpResponse:
    """Every good that is quoted, with its latest price and how it changed."""
    text = request.GET.get("q", "").strip()[:40]
    page = page_of(request, good_queries.quoted_goods(text), _GOODS_A_PAGE)
    context = {
        "page": page,
        "rows": queries.latest(list(page.object_list)),
        "text": text,
        "is_demo": any_demo(),
        "keep": f"q={text}&" if text else "",
        "keeps": access.keeps_prices(person_of(request)),
        "today": today(),
    }
    return render(request, "prices/goods.html", context)


@require_safe
def good(request: HttpRequest, quoted_good: int) -> HttpResponse:
    """One good: its price day by day, this year beside others, markets, and our own price."""
    found = access.good(quoted_good)
    span = _span(request, found)
    context: dict[str, Any] = {
        "good": found,
        "class_name": classes.name_of(found.class_code, english=reads_english()),
        "span": span,
        "spans": _spans(),
        "is_demo": any_demo(),
        "keeps": access.keeps_prices(person_of(request)),
    }
    if span is not None:
        context |= _prices(found, span)
    return render(request, "prices/good.html", context)


@require_safe
def rows(request: HttpRequest, quoted_good: int) -> HttpResponseBase:
    """The quotes behind a good's prices: on pages, or all of them as a table."""
    found = access.good(quoted_good)
    span = _span(request, found, default="all")
    quotes = (
        good_queries.quotes_of(found.pk, span.first, span.last) if span else Quote.objects.none()
    )
    if request.GET.get("as") in {"csv", "xlsx"}:
        form = request.GET["as"]
        name = f"yutang-prices-{found.pk}"
        return sent_as_read(_table(quotes), name, "xlsx" if form == "xlsx" else "csv")
    context = {
        "good": found,
        "page": page_of(request, quotes, _ROWS_A_PAGE),
        "is_demo": any_demo(),
        "span": span,
        "keep": f"span={span.key}&" if span else "",
    }
    return render(request, "prices/rows.html", context)


def _span(request: HttpRequest, found: QuotedGood, default: str = "365") -> Span | None:
    days = good_queries.days_of(found.pk)
    if days is None:
        return None
    asked = request.GET.get("span", "")
    key = asked if asked in SPANS else default
    first, last = days
    if SPANS[key]:
        first = max(first, last - timedelta(days=SPANS[key] - 1))
    return Span(key, first, last)


def _spans() -> list[tuple[str, str]]:
    words = (_("90 days"), _("one year"), _("three years"), _("all"))
    return list(zip(SPANS, words, strict=True))


def _prices(found: QuotedGood, span: Span) -> dict[str, Any]:
    days = queries.series(found.pk, span.first, span.last)
    latest = queries.latest([found])
    ours = own_queries.products_beside(found)
    points = [Point(day.day, day.mean_fen, day.low_fen, day.high_fen) for day in days]
    own_points = queries.own_series(ours, span.first, span.last)
    years = _by_year(found.pk, span.last)
    age = (today() - span.last).days
    return {
        "latest": latest[0] if latest else None,
        "age": age if age > _OLD_DAYS else 0,
        "drawing": drawing.over_time(
            points, own_points, (_("market, mean"), _("paid to our counties"))
        ),
        "weeks": drawing.weekly(points)[::-1][:_ROWS_IN_TABLE],
        "season": drawing.by_season(years) if len(years) > 1 else None,
        "season_rows": _season_rows(years),
        "years": sorted(years, reverse=True),
        "markets": good_queries.markets_beside(found.pk, span.first, span.last),
        "own": _beside(found, ours),
    }


def _by_year(good_id: int, last: date) -> dict[int, dict[int, int]]:
    """Return the mean of each week of the latest years."""
    first = date(last.year - _YEARS_BESIDE + 1, 1, 1)
    sums: dict[int, dict[int, list[int]]] = {}
    for day in queries.series(good_id, first, last):
        year, week, _weekday = day.day.isocalendar()
        sums.setdefault(year, {}).setdefault(week, []).append(day.mean_fen)
    means = {
        year: {week: round(sum(fen) / len(fen)) for week, fen in weeks.items()}
        for year, weeks in sums.items()
    }
    return {year: weeks for year, weeks in means.items() if year >= first.year}


def _season_rows(years: dict[int, dict[int, int]]) -> list[tuple[int, list[int | None]]]:
    latest_first = sorted(years, reverse=True)
    weeks = sorted({week for found in years.values() for week in found})
    return [(week, [years[year].get(week) for year in latest_first]) for week in weeks]


def _beside(found: QuotedGood, ours: Sequence[int]) -> list[tuple[queries.OwnPrice, int | None]]:
    """Return our products with their price in percent of what markets ask now."""
    if not ours:
        return []
    rule = alerts.rule_on(today())
    first, last = alerts.window(rule, today()) if rule else (today(), today())
    market = queries.market_price(found.pk, first, last)
    return [
        (each, each.fen * 100 // market.mean_fen if market and each.fen else None)
        for each in queries.own_prices(ours)
    ]


def _table(quotes: Any) -> Iterator[list[object]]:
    if reads_english():
        yield ["Day", "Market", "Good", "Specification", "Lowest yuan/kg", "Mean yuan/kg",
               "Highest yuan/kg"]  # fmt: skip
    else:
        yield ["日期", "市场", "品名", "规格", "最低 元/公斤", "平均 元/公斤", "最高 元/公斤"]
    for each in quotes.iterator(chunk_size=2000):
        prices = (each.low_fen, each.mean_fen, each.high_fen)
        said = ["" if fen is None else yuan(fen).replace(",", "") for fen in prices]
        yield [each.day, each.market.name, each.name.name, each.name.spec, *said]
