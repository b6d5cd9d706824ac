"""The rule of care: for everybody to read, for operators to set anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.care import actions
from yutang.care.forms import RuleForm
from yutang.care.pages.answering import answer
from yutang.care.queries import rule
from yutang.care.rules.policy import BOUNDS
from yutang.goods.queries import place_lines
from yutang.kernel.clock import now, wall
from yutang.people import access as people
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import form_page


@require_safe
def show_rule(request: HttpRequest) -> HttpResponse:
    """The rule of care in all its versions, with their source; for everybody."""
    versions = rule.versions()
    names = place_lines({terms.place_code for terms in versions if terms.place_code})
    rows = [(terms, names.get(terms.place_code, "")) for terms in reversed(versions)]
    context = {"rows": rows, "may_set": people.may(person_of(request), "operator", "")}
    return render(request, "care/rule.html", context)


@form_page
def new_rule(request: HttpRequest) -> HttpResponseBase:
    """Set a new version; for operators of the whole country."""
    person = need_person(request)
    people.require_operator(person)
    held, today = rule.terms_at("", now()), wall(now()).date()
    names = (*BOUNDS, "freight_back")
    initial = {"valid_from": today} | {name: getattr(held, name) for name in names}
    form = RuleForm(request.POST or None, initial=initial)

    def save() -> HttpResponseBase:
        actions.set_policy(form.terms(), person)
        messages.success(request, _("The version is kept; it holds from its day on."))
        return redirect("care:rule")

    return answer(request, form, save, {}, "care/rule_new.html")
