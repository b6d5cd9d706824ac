"""Plans for everybody: the rule in plain sentences, and what it would pay for a bill."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.insurance import access
from yutang.insurance.forms import BillForm
from yutang.insurance.queries import counting, saying
from yutang.insurance.queries.plans import (
    VersionView,
    plan_view,
    plan_views,
    version_view,
    version_views,
)
from yutang.insurance.rules import Rule, benefit
from yutang.people.sessions import person_of
from yutang.plumbing.pages import refusals_in
from yutang.plumbing.reader import language
from yutang.programmes import access as programmes


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """All plans, with how many are insured."""
    views = plan_views(access.plans())
    person = person_of(request)
    context = {
        "plans": [(each, who(each.version)) for each in views],
        "years": counting.insured_in(""),
        "may_begin": person is not None and programmes.programmes_at(person).exists(),
        "insures": access.insures(person),
    }
    return render(request, "insurance/plans.html", context)


@require_safe
def plan(request: HttpRequest, insurance_plan: int) -> HttpResponse:
    """One plan: its rule, a bill to try, its versions, who is insured."""
    found = access.plan(insurance_plan)
    person = person_of(request)
    view = plan_view(found)
    context: dict[str, Any] = {
        "plan": view,
        "runs": access.runs(person, found),
        "insures": access.insures(person),
        "years": counting.insured_in("", found.pk),
        "versions": version_views(found.pk),
    }
    if view.version is not None:
        context |= told(view.version) | _tried(request, view.version.rule)
    return render(request, "insurance/plan.html", context)


@require_safe
def version(request: HttpRequest, plan_version: int) -> HttpResponse:
    """One published version: its sentences, its whole text, by what it is known."""
    found = version_view(plan_version)
    context = {"plan": plan_view(access.plan(found.plan_id)), **told(found)}
    return render(request, "insurance/version.html", context)


def told(found: VersionView) -> dict[str, Any]:
    """Return a version in sentences, for a template."""
    rule = found.rule
    return {
        "version": found,
        "who": saying.who(rule),
        "events": [(saying.title(each), saying.event(rule, each)) for each in rule.events],
        "year_cap": saying.year_cap(rule),
        "scope": rule.scope.said(language()),
        "source": rule.source.said(language()),
        "unverified": rule.unverified.said(language()) if rule.unverified else "",
    }


def who(found: VersionView | None) -> str:
    """Return for whom a plan is; nothing before its first rule."""
    return saying.who(found.rule) if found is not None else ""


def _tried(request: HttpRequest, rule: Rule) -> dict[str, Any]:
    form = BillForm(request.GET if "total" in request.GET else None, rule=rule)
    if form.is_valid():
        with refusals_in(form):
            return {"form": form, "reckoned": saying.steps(benefit(rule, form.bill()))}
    return {"form": form, "reckoned": []}
