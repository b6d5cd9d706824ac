"""What the specialities room shows on a place's page: its first classes of goods, and its plan."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from yutang.specialities.models import Plan
from yutang.specialities.queries import plans, standings
from yutang.specialities.rules.plans import WORKING
from yutang.specialities.words import rough

_SHOWN = 5
_PLAN_DIGITS = {9, 12}


def known_for(request: HttpRequest, about: object) -> str:
    """The classes a place has most of, and its plan, or how many of its villages have one."""
    code = str(about)
    top = standings.top(code, _SHOWN)
    plan, covered = None, 0
    if len(code) in _PLAN_DIGITS:
        plan = plans.living_plan(Plan.objects.filter(state__in=WORKING), code)
    else:
        covered = plans.covered(code)
    if not top and plan is None and not covered:
        return ""
    labels = standings.class_labels([class_code for class_code, _year, _fen in top])
    rows = [
        (labels[each], year, rough(fen), reverse("specialities:rows", args=[code, each]))
        for each, year, fen in top
    ]
    context = {"code": code, "rows": rows, "plan": plan, "covered": covered}
    return render_to_string("specialities/_of_place.html", context, request)
