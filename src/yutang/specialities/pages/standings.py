"""Public pages: what a place could be known for, and the rows behind each number."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from yutang.goods.queries.classes import marks_under
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import person_of
from yutang.places import access as places
from yutang.places import queries as tree
from yutang.specialities import access, words
from yutang.specialities.queries import plans, standings
from yutang.specialities.queries.rows import products_sold
from yutang.specialities.queries.standings import Analysis, Basis, ClassLine

_PARTS_SHOWN = 30
_PRODUCTS_SHOWN = 50
_NEIGHBOURS_SHOWN = 60
_PLAN_DIGITS = {9, 12}


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """The classes of goods of a place, ranked, with the reasons of the first."""
    found = places.place(code)
    if found.code != code:
        return redirect("specialities:place", found.code)
    analysis = _asked(request, code)
    person = person_of(request)
    plan = plans.living_plan(access.plans_of(person), code)
    context = {
        **_context(analysis),
        "verdict": words.verdict(analysis),
        "reasons": words.reasons(analysis, analysis.lines[0]) if analysis.lines else [],
        "lines": [(line, _told(analysis, line)) for line in analysis.lines],
        "strip": words.strip(analysis.lines[0], analysis.year) if analysis.lines else [],
        "provinces": tree.provinces().count(),
        "plan": plan,
        "may_plan": plan is None
        and len(code) in _PLAN_DIGITS
        and "village" in access.sides(person, code),
        "has_plans": len(code) not in _PLAN_DIGITS,
    }
    return render(request, "specialities/place.html", context)


@require_safe
def rows(request: HttpRequest, code: str, speciality: str) -> HttpResponse:
    """The rows behind the numbers of one class in one place."""
    found = places.place(code)
    if found.code != code:
        return redirect("specialities:rows", found.code, speciality)
    analysis = _asked(request, code)
    class_code = speciality
    line = analysis.line(class_code)
    if line is None:
        raise NotFound
    inside = standings.parts(code, class_code, analysis.year, analysis.basis, _PARTS_SHOWN)
    near = analysis.near.neighbours[:_NEIGHBOURS_SHOWN]
    names = tree.names([*(part for part, _fen in inside), *(each.code for each in near)])
    sees_products = access.works_at(person_of(request), code)
    context = {
        **_context(analysis),
        "line": line,
        "told": _told(analysis, line),
        "months": list(enumerate(line.by_month, start=1)),
        "strip": words.strip(line, analysis.year),
        "parts": [(part, names[part] or part, fen) for part, fen in inside],
        "compared": _compared(analysis, line),
        "years": sorted(line.years.items(), reverse=True),
        "marks": [m for m in marks_under(code, today()) if m.class_code == class_code],
        "near": [(each, names[each.code] or each.code) for each in near],
        "leads": standings.class_labels({each.lead for each in near if each.lead}),
        "products": products_sold(code, class_code, analysis.year, _PRODUCTS_SHOWN)
        if sees_products
        else [],
        "sees_products": sees_products,
    }
    return render(request, "specialities/rows.html", context)


def _asked(request: HttpRequest, code: str) -> Analysis:
    said = request.GET.get("by", "")
    basis: Basis | None = "output" if said == "output" else "sales" if said == "sales" else None
    return standings.analysis(code, row_id(request.GET.get("year")), basis)


def _context(analysis: Analysis) -> dict[str, Any]:
    code = analysis.place_code
    return {
        "analysis": analysis,
        "above": tree.path(code)[:-1],
        "name": tree.names([code])[code],
        "full_name": tree.full_name(code),
    }


def _told(analysis: Analysis, line: ClassLine) -> dict[str, str]:
    """Return the figures of a class as text; empty ones are not known."""
    households = analysis.households
    return {
        "amount": words.rough(line.amount_fen),
        "share": words.percent(line.share),
        "lq": words.times(line.lq),
        "lq_all": words.times(line.lq_all),
        "growth": words.percent(line.growth),
        "engaged": words.percent(line.households / households) if households else "",
        "season": words.season_told(line.by_term),
        "score": f"{line.scored.score:.0f}",
        "url": words.rows_url(analysis, line.class_code),
    }


def _compared(analysis: Analysis, line: ClassLine) -> list[dict[str, Any]]:
    """Return what the quotients are made of: here, the place above, all that is loaded."""
    found = [
        {
            "name": "",
            "part": words.rough(line.amount_fen),
            "whole": words.rough(analysis.total_fen),
            "lq": "",
            "share": words.percent(line.share),
        }
    ]
    for reference, quotient in ((analysis.above, line.lq), (analysis.loaded, line.lq_all)):
        if reference is not None:
            part, whole = reference.amounts.get(line.class_code, 0), reference.total_fen
            found.append(
                {
                    "name": reference.name,
                    "part": words.rough(part),
                    "whole": words.rough(whole),
                    "lq": words.times(quotient),
                    "share": words.percent(part / whole) if whole else "",
                }
            )
    return found
