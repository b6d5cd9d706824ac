"""What is foreseen: prices for everybody, a county's sales for who works for it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.facts import queries as facts
from yutang.forecasts import access, queries
from yutang.forecasts.models import Subject, SubjectKind
from yutang.forecasts.queries import Latest
from yutang.forecasts.rules import drawing
from yutang.forecasts.rules.drawing import Ahead
from yutang.people.sessions import person_of
from yutang.plumbing.pages import page_of
from yutang.plumbing.sheets.writing import sent_as_read

_SUBJECTS_A_PAGE = 40
_WEEKS_DRAWN = 52
_FEN = 100
_SMALL = 100


@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    """Every subject with its latest forecast."""
    person = person_of(request)
    kinds = {kind.value: kind.label for kind in SubjectKind}
    works = bool(access.works_at(person))
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds and (works or kind == SubjectKind.PRICE) else ""
    text = request.GET.get("q", "").strip()[:40]
    found = access.subjects(person).filter(name__icontains=text).order_by("kind", "name", "pk")
    page = page_of(request, found.filter(kind=kind) if kind else found, _SUBJECTS_A_PAGE)
    context = {
        "page": page,
        "rows": queries.latest(list(page.object_list)),
        "codes": [each.place_code for each in page.object_list if each.place_code],
        "kinds": kinds if works else {},
        "kind": kind,
        "text": text,
        "keep": f"kind={kind}&q={text}&",
        "is_demo": facts.reads_demo(),
    }
    return render(request, "forecasts/subjects.html", context)


@require_safe
def subject(request: HttpRequest, subject_id: int) -> HttpResponseBase:
    """One subject: what is foreseen, how far off that was; as CSV its weeks."""
    found = access.subject(person_of(request), subject_id)
    told = queries.latest([found])
    seen = told[0] if told else None
    if request.GET.get("as") == "csv":
        return sent_as_read(_table(seen), f"yutang-forecast-{found.pk}", "csv")
    context: dict[str, Any] = {
        "subject": found,
        "seen": seen,
        "codes": [found.place_code],
        "is_demo": facts.reads_demo(),
        "is_price": found.kind == SubjectKind.PRICE,
    }
    if seen and seen.points:
        kept, naive, weeks = queries.came_of(found)
        drawn = drawing.drawing(_was(found, seen), [_ahead(p) for p in seen.points])
        run = seen.run
        context |= {
            "drawing": drawn,
            "across": [(at, _scale(found, v)) for at, v in drawn.across] if drawn else [],
            "rows": list(_rows(seen)),
            "unit": _("yuan a kilogram") if context["is_price"] else _("units a week"),
            "worse": run.error_percent is not None
            and run.naive_percent is not None
            and run.error_percent > run.naive_percent,
            "inside_80": round(100 * (run.inside_80 or 0)),
            "inside_95": round(100 * (run.inside_95 or 0)),
            "kept": kept,
            "kept_naive": naive,
            "kept_weeks": weeks,
        }
    return render(request, "forecasts/subject.html", context)


def _was(subject: Subject, seen: Latest) -> list[tuple[date, float | None]]:
    """Return the weeks behind the forecast, as they are known now."""
    last = seen.run.last_week
    if last is None:
        return []
    before = last + timedelta(days=7)
    if subject.kind == SubjectKind.PRICE:
        series = queries.price_series(before, subject.good_id).get(subject.good_id or 0)
    else:
        key = (subject.name, subject.place_code)
        series = queries.sales_series(before, key).get(key)
    if series is None:
        return []
    first = max(0, len(series) - _WEEKS_DRAWN)
    return [(series.monday(at), series.values[at]) for at in range(first, len(series))]


def _ahead(point: Any) -> Ahead:
    return Ahead(
        point.week,
        point.value,
        point.low_80,
        point.high_80,
        point.low_95,
        point.high_95,
        point.naive,
    )


def _table(seen: Latest | None) -> Iterator[Sequence[object]]:
    yield [
        _("Week from"), _("Forecast"), _("80% from"), _("80% to"), _("95% from"), _("95% to"),
        _("The last value"), _("What came"),
    ]  # fmt: skip
    if seen is not None:
        yield from _rows(seen)


def _rows(seen: Latest) -> Iterator[Sequence[object]]:
    for p in seen.points:
        values = (p.value, p.low_80, p.high_80, p.low_95, p.high_95, p.naive, p.actual)
        yield [p.week, *(_told(seen.subject, value) for value in values)]


def _told(subject: Subject, value: float | None) -> str | None:
    """Return a value as it is shown: yuan, or units to one digit."""
    if value is None:
        return None
    if subject.kind == SubjectKind.PRICE:
        return f"{value / _FEN:.2f}"
    return f"{value:.1f}" if value < _SMALL else f"{value:.0f}"


def _scale(subject: Subject, value: float) -> str:
    return f"{value / _FEN if subject.kind == SubjectKind.PRICE else value:g}"
