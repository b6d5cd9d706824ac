"""The backtest of a price list: per good, how far off we were, and how far simpler ways were.

Neither database nor settings are asked.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import Any

from yutang.forecasts import methods, walking
from yutang.forecasts.rules import measuring, origins, weekly
from yutang.forecasts.rules.measuring import LEVELS
from yutang.forecasts.rules.weekly import Series
from yutang.forecasts.walking import Window

Good = tuple[str, str, str]
_DIGITS = 4


@dataclass
class Result:
    """Rows are one a good; `last` sums up; `left_out`: how many goods, by reason."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)


def quotes_in(
    path: Path,
) -> tuple[dict[Good, list[tuple[date, float]]], dict[Good, str], Counter[str]]:
    """Return the quotes of each good, their names, how many rows were not read by reason (code).

    Raises:
        OSError: no such file.
        Refusal: it is no price list.
    """
    from yutang.prices import lists  # noqa: PLC0415 - heavy

    found = lists.read(path)
    if found.wrong:
        raise found.wrong[0].why
    quotes: dict[Good, list[tuple[date, float]]] = {}
    names: dict[Good, str] = {}
    for quote in found.rows:
        quotes.setdefault(quote.good, []).append((quote.day, float(quote.mean_fen)))
        names.setdefault(quote.good, " ".join(filter(None, (quote.market, quote.name, quote.spec))))
    return quotes, names, Counter(row.why.code for row in found.out)


def series_in(quotes: Mapping[Good, list[tuple[date, float]]]) -> dict[Good, Series]:
    """Return the weekly series of each good that has any, in the order of their names."""
    found = {good: weekly.weekly(quotes[good]) for good in sorted(quotes)}
    return {good: series for good, series in found.items() if series is not None}


def backtest(
    series: Mapping[Good, Series],
    names: Mapping[Good, str],
    plan: origins.Plan,
    members: tuple[methods.Method, ...] = methods.PRICES,
    told: Callable[[int], None] = lambda _done: None,
) -> Result:
    """Forecast each common good again from its past weeks, and compare."""
    result = Result()
    first = min((each.first for each in series.values()), default=date(2000, 1, 3))
    last = max((each.monday(len(each) - 1) for each in series.values()), default=first)
    end = weekly.weeks_between(first, last) - plan.horizon
    chosen: dict[Good, list[int]] = {}
    for good, each in series.items():
        why: str = origins.enough(each, plan)
        offset = weekly.weeks_between(first, each.first) - end
        ats = [] if why else origins.origins_of(each, plan, offset)
        if not why and len(ats) < plan.least_origins:
            why = "few_origins"
        if why:
            result.left_out.setdefault(why, []).append(names[good])
        else:
            chosen[good] = ats
    how = walking.Walk(members, plan)
    for good, windows in walking.walk(series, chosen, how, told).items():
        result.rows.append(row_of(names[good], series[good], windows))
    result.last = last_of(result, plan, members)
    return result


def row_of(name: str, series: Series, windows: list[Window]) -> dict[str, Any]:
    """Return what is told of a good: scaled errors, each a mean over its origins."""
    errors = {
        "mase": _mase(windows, "said"),
        "mase_naive": _mase(windows, "naive"),
        "mase_naive_week": _mase(windows, "naive_week"),
        "mase_seasonal_naive": _mase(windows, "season"),
    }
    bands = {
        f"inside_{level}": _rounded(measuring.share(walking.inside(windows, level)))
        for level in LEVELS
    }
    return {
        "good": name,
        "n": series.known,
        **{key: round(value, _DIGITS) for key, value in errors.items()},
        "origins": len(windows),
        "first_origin": windows[0].week.isoformat(),
        "last_origin": windows[-1].week.isoformat(),
        **bands,
    }


def last_of(
    result: Result, plan: origins.Plan, members: tuple[methods.Method, ...]
) -> dict[str, Any]:
    """Return the line that sums up; without any good it says that there is not enough data."""
    rows = result.rows
    ours = [row["mase"] for row in rows]
    against = {
        name: [row[f"mase_{name}"] for row in rows]
        for name in ("naive", "naive_week", "seasonal_naive")
    }
    both = [min(pair) for pair in zip(against["naive"], against["seasonal_naive"], strict=True)]
    line: dict[str, Any] = {
        "goods": len(rows),
        "median_mase": _rounded(measuring.middle(ours)),
        **{f"median_mase_{name}": _rounded(measuring.middle(v)) for name, v in against.items()},
        **{f"share_beaten_{name}": _rounded(measuring.beaten(ours, other))
           for name, other in against.items()},
        "share_beaten_both": _rounded(measuring.beaten(ours, both)),
        **{f"inside_{level}": _mean_of(rows, f"inside_{level}") for level in LEVELS},
        "windows": sum(row["origins"] for row in rows),
        "horizon_weeks": plan.horizon,
        "step_weeks": plan.step,
        "origins_most": plan.origins,
        "needs": {"weeks_quoted": plan.known, "weeks_from_first_to_last": plan.span,
                  "weeks_before_an_origin": plan.behind, "origins": plan.least_origins},
        "method": methods.NAMES.get(members, "own"),
        "left_out": {why: len(names) for why, names in sorted(result.left_out.items())},
    }  # fmt: skip
    if not rows:
        line["not_enough_data"] = (
            "; ".join(
                f"{origins.WORDS[why]}: {len(names)} goods"
                for why, names in result.left_out.items()
            )
            or "no quotes"
        )
    return line


def _mase(windows: list[Window], which: str) -> float:
    errors = (
        (measuring.mean_error(window.actual, getattr(window, which)), window.scale)
        for window in windows
    )
    return fmean(error / scale for error, scale in errors if error is not None)


def _mean_of(rows: list[dict[str, Any]], key: str) -> float | None:
    known = [row[key] for row in rows if row[key] is not None]
    return _rounded(fmean(known)) if known else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
