"""The definitions: what is counted, how, from which rows, and who says so."""

from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.facts import queries as facts
from yutang.indicators import cells, queries
from yutang.indicators.rules.shape import Indicator
from yutang.kernel.clock import today
from yutang.plumbing.reader import language


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """Show all indicators by section."""
    reader = language()
    sections = [
        (
            section.name,
            section.title.to(reader),
            [(each.name, each.title.to(reader), each.told.to(reader)) for each in indicators],
        )
        for section, indicators in queries.sections()
    ]
    context = {"sections": sections, "number": len(queries.every())}
    return render(request, "indicators/definitions.html", context)


@require_safe
def definition(request: HttpRequest, number: str) -> HttpResponse:
    """Show one definition in words, with its thresholds and the fact that it counts."""
    indicator = queries.by_name(number)
    reader = language()
    kind = facts.kind(indicator.fact) if indicator.fact else None
    context = {
        "told": words(indicator),
        "kind": kind and {"name": kind.name, "title": kind.title.to(reader)},
        "kind_told": kind.told.to(reader) if kind else "",
        "recorded": kind.recorded if kind else True,
        "year": today().year,
        "not_found": request.GET.get("asked", "")[:60],
        "aims": [
            {
                "version": each,
                "unit": each.told[0].to(reader),
                "scope": each.told[1].to(reader),
                "source": each.told[2].to(reader),
                "origin": cells.ORIGINS[each.origin].to(reader),
            }
            for each in cells.aims(indicator)
        ],
        "ratio": indicator.ratio
        and [
            words(queries.by_name(each)) for each in (indicator.ratio.top, indicator.ratio.bottom)
        ],
    }
    return render(request, "indicators/definition.html", context)


@require_safe
def script(_request: HttpRequest) -> HttpResponse:
    """Send the script that recomputes a number from its exported rows."""
    text = resources.files("yutang.indicators").joinpath("recompute.py").read_bytes()
    response = HttpResponse(text, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recompute.py"'
    return response


def words(indicator: Indicator) -> dict[str, str]:
    """Return a definition in the reader's language."""
    reader = language()
    return {
        "name": indicator.name,
        "title": indicator.title.to(reader),
        "told": indicator.told.to(reader),
        "unit": indicator.unit.to(reader),
        "scope": indicator.scope.to(reader),
        "source": indicator.source.to(reader),
        "origin": cells.ORIGINS[indicator.origin].to(reader),
        "is_unverified": "yes" if indicator.origin == "V" else "",
    }
