"""What came of a rehearsal, for who runs the real sale: one page, drawn without scripts."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.kernel.errors import NotFound
from yutang.live import access, rehearsals
from yutang.live.plots import Plot, plot
from yutang.people.sessions import need_person
from yutang.plumbing.reader import reads_english

_ANSWERS = {
    "sold_out": gettext_lazy("Sold out"),
    "limit_reached": gettext_lazy("More than one buyer may have"),
    "closed": gettext_lazy("Not on sale at that moment"),
    "coupon_needed": gettext_lazy("No coupon, or a used one"),
    "take_a_number": gettext_lazy("Sold by number, and asked for in a basket"),
    "still_in_line": gettext_lazy("Still waiting in line at the end"),
    "not_found": gettext_lazy("Not found"),
    "incomplete": gettext_lazy("A basket that was not whole"),
}
_PARTS = {
    "crowd": gettext_lazy("The load generator itself"),
    "gate": gettext_lazy("The gate"),
    "database": gettext_lazy("The database"),
    "queue": gettext_lazy("The intake queue"),
    "machine": gettext_lazy("The whole machine"),
    "packers": gettext_lazy("Packing"),
    "nothing": gettext_lazy("Nothing: there was room everywhere"),
}
_CURVES = {
    "steady": gettext_lazy("steady"),
    "spike-at-golive": gettext_lazy("a spike at going live"),
    "spike-at-pin": gettext_lazy("a spike at each pin"),
}


@require_safe
@never_cache
def rehearsal(request: HttpRequest, sale_id: int) -> HttpResponse:
    """The report of the rehearsal whose own sale this is."""
    person = need_person(request)
    sale = access.sale_for(person, sale_id)
    found = rehearsals.report_of(sale_id) if sale.rehearses_id is not None else None
    if found is None:
        raise NotFound
    context: dict[str, Any] = {"rehearsal": found, "sale": sale, "real": found.sale.rehearses}
    if found.report is not None:
        context |= _told(found.report)
    return render(request, "live/rehearsal.html", context)


def _told(report: Mapping[str, Any]) -> dict[str, Any]:
    english = reads_english()
    slowest = report["bottleneck"]
    return {
        "report": report,
        "orders": report["orders"],
        "times": report["times_ms"],
        "proof": report["proof"],
        "checks": [check for check in report["proof"]["checks"] if check[3]],
        "plots": [each for each in _plots(report) if each is not None],
        "refused": [
            (_ANSWERS.get(code, code), count) for code, count in report["orders"]["refused"].items()
        ],
        "lots": [
            {**lot, "name": lot["title_en"] if english else lot["title"]} for lot in report["lots"]
        ],
        "slowest": _PARTS.get(slowest["part"], slowest["part"]),
        "why": slowest["why"] if english else slowest["why_zh"],
        "packing_hours": slowest["packing_hours"],
        "curve": _CURVES.get(report["settings"].get("curve", "")),
        "expired": report["orders"]["states"].get("expired", 0),
        "held": report["orders"]["states"].get("held", 0),
        "again": report["orders"]["asked_again"],
    }


def _plots(report: Mapping[str, Any]) -> list[Plot | None]:
    marks = [(fault["at"], fault["said"]) for fault in report["faults"]]
    points, samples = report["points"], report["samples"]

    def line(name: str) -> list[tuple[float, float]]:
        return [(point["at"], point[name] / point["span"]) for point in points]

    def wait(name: str) -> list[tuple[float, float]]:
        return [(point["at"], point[name]) for point in points if point["p99"]]

    def cores(role: str) -> list[tuple[float, float]]:
        return [(sample["at_s"], sample["cores"].get(role, 0.0)) for sample in samples]

    return [
        plot(
            _("Answers a second"),
            "",
            [
                (_("orders kept"), "one", line("kept")),
                (_("refused"), "two", line("refused")),
                (_("not paid in time"), "three", line("expired")),
            ],
            report["seconds"],
            marks,
        ),
        plot(
            _("From tap to answer"),
            _("ms"),
            [
                (_("half of all within"), "one", wait("p50")),
                (_("99 of 100 within"), "two", wait("p99")),
            ],
            report["seconds"],
            marks,
        ),
        plot(
            _("Cores used"),
            "",
            [
                (_("busiest gate"), "one", cores("gate")),
                (_("database"), "two", cores("database")),
                (_("synthetic buyers"), "three", cores("crowd")),
            ],
            report["seconds"],
            marks,
        ),
    ]
