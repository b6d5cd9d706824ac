"""What everybody may read of hosts, and classes' outcomes for those who run them: no persons."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.hosts import access, actions
from yutang.hosts.forms import RuleForm
from yutang.hosts.queries import incomes, outcomes, ruling
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.sessions import need_person, person_of
from yutang.places import access as tree
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, refusals_in
from yutang.training import queries as training

_MONTHS = 12


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Counties with hosts, how incomes spread, and how to become one."""
    month, rule = incomes.full_month(), ruling.rule_at("")
    counties = outcomes.by_county()
    context = {
        "month": month,
        "rule": rule,
        "spread": incomes.spread_of(incomes.at_place(""), month, rule.target_fen, whole=False),
        "outcome": outcomes.at_place(""),
        "counties": counties,
        "names": places.full_names({county.code for county in counties}),
    }
    return render(request, "hosts/front.html", context)


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """How incomes of a place's hosts spread, month by month; whole only for its offices."""
    found = tree.place(code)
    whole = _sees_whole(person_of(request), found.code)
    month, rule = incomes.full_month(), ruling.rule_at(found.code)
    rows = incomes.at_place(found.code)
    context = {
        "place": found,
        "name": places.full_name(found.code),
        "whole": whole,
        "month": month,
        "rule": rule,
        "spread": incomes.spread_of(rows, month, rule.target_fen, whole=whole),
        "line": incomes.line_of(rows, rule.target_fen, _MONTHS, whole=whole),
        "outcome": outcomes.at_place(found.code),
    }
    return render(request, "hosts/place.html", context)


@never_cache
@require_safe
def cohort(request: HttpRequest, learned_in: int) -> HttpResponse:
    """What became of a class: diplomas, first sales, incomes; for those who run or teach it."""
    person = need_person(request)
    found = training.cohort(learned_in)
    if found is None or not access.follows(person, found.place_code):
        raise NotFound
    rule = ruling.rule_at(found.place_code)
    rows = incomes.of_cohort(learned_in)
    line = incomes.line_of(rows, rule.target_fen, _MONTHS, whole=True)
    context = {
        "cohort": found,
        "whole": True,
        "rule": rule,
        "month": line[-1].month if line else None,
        "spread": line[-1].spread if line else None,
        "line": line,
        "outcome": outcomes.of_cohort(learned_in),
    }
    return render(request, "hosts/cohort.html", context)


@form_page
def rules(request: HttpRequest) -> HttpResponse:
    """Every version of the rule for hosts; operators set a new one."""
    person = person_of(request)
    sets = people.may(person, "operator", "")
    initial = {"valid_from": today(), "dormant_days": ruling.rule_at("").dormant_days}
    form = RuleForm(request.POST or None, initial=initial) if sets else None
    if request.method == "POST":
        need_person(request)
        if form is None:
            raise NotFound
        if form.is_valid():
            with refusals_in(form):
                actions.set_rule(form.terms(), need_person(request))
                messages.success(request, _("The version is kept; it holds from its day on."))
                return redirect("hosts:rules")
    context = {"versions": ruling.versions(), "form": form, "today": today()}
    status = 422 if request.method == "POST" else 200
    return render(request, "hosts/rules.html", context, status=status)


def _sees_whole(person: Person | None, code: str) -> bool:
    return people.may(person, "clerk", code) or people.may(person, "officer", code)
