"""A planned sale rehearsed: what to bring, at which price, with how many packers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.facts import queries as facts
from yutang.forecasts import access, actions, queries
from yutang.forecasts.forms import AssumeForm
from yutang.forecasts.models import PlanLine, SalePlan
from yutang.forecasts.rules.planning import ELASTICITY
from yutang.kernel.clock import today
from yutang.live import queries as live
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_in


@never_cache
@form_page
def sale(request: HttpRequest, sale_id: int) -> HttpResponse:
    """Assumptions about a planned sale, and what was rehearsed of it so far."""
    person = need_person(request)
    found = access.sale_to_rehearse(person, sale_id)
    lots = [row.lot for row in live.lineup(found)]
    viewers, minutes, shows = queries.usual_viewers(found, today())
    initial = {"viewers": viewers or None, "minutes": minutes or 120}
    form = AssumeForm(request.POST or None, lots=lots, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.rehearse(found, form.assumed(), person)
            return redirect("forecasts:plan", made.pk)
    off, lines = queries.compared_plans(found)
    context = {
        "sale": found,
        "form": form,
        "lots": lots,
        "shows": shows,
        "plans": queries.last_plans(found),
        "off": off,
        "lines": lines,
        "is_demo": facts.reads_demo(),
        "may_rehearse": found.state == "planned" and bool(lots),
    }
    return render(
        request, "forecasts/sale.html", context, status=422 if request.method == "POST" else 200
    )


@never_cache
@require_safe
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One rehearsed decision: lot by lot, with the past sales it rests on."""
    person = need_person(request)
    found = access.plan(person, plan_id)
    lines = list(found.lines.prefetch_related("cases").order_by("pk"))
    lots = {row.lot.id: row.lot for row in live.lineup(found.sale)}
    context: dict[str, Any] = {
        "plan": found,
        "sale": found.sale,
        "rows": [(line, lots.get(line.lot_id)) for line in lines],
        "without": sum(line.units is None for line in lines),
        "off": _off(found, lines),
        "elasticity": ELASTICITY,
        "is_demo": facts.reads_demo(),
    }
    return render(request, "forecasts/plan.html", context)


def _off(plan: SalePlan, lines: list[PlanLine]) -> float | None:
    """By how many percent the units foreseen were off; None before the sale is over."""
    pairs = [(line.sold, line.units) for line in lines if line.sold is not None and line.units]
    total = sum(sold for sold, _units in pairs)
    if plan.seen_at is None or not total:
        return None
    return 100 * sum(abs(sold - units) for sold, units in pairs) / total
