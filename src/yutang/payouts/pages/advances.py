"""Advances: the history and the rule in figures, asking, two people's word, a reason if not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.payouts import access, actions, credit, queries
from yutang.payouts.forms import AskForm
from yutang.payouts.models import Advance
from yutang.payouts.rules import advances as rules
from yutang.payouts.rules.months import Month
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told

_ROWS_A_PAGE = 30


@never_cache
@form_page
def ask(request: HttpRequest, payee_id: int) -> HttpResponse:
    """Show what can be advanced and why; sent, ask for it."""
    person = need_person(request)
    payee = access.payee_for(person, payee_id)
    is_own = access.is_own(person, payee)
    if not credit.may_have_advance(payee) or (request.method == "POST" and not is_own):
        raise NotFound
    form = AskForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            with refusals_in(form):
                said = form.cleaned_data["reason"]
                made = actions.ask(payee.pk, form.amount_fen(), said, person)
                messages.success(request, _("Asked. Two people of the county's office decide."))
                return redirect("payouts:advance", made.pk)
    known = credit.credit_of(payee)
    context = {
        "payee": payee,
        "name": queries.payee_names([payee.pk])[payee.pk],
        "credit": known,
        "limit": known.limit,
        "open": credit.open_advance(payee.pk),
        "form": form,
        "is_own": is_own,
        "most_fen": max([fen for _month, fen in known.history], default=0),
        **_rule(),
    }
    return render(request, "payouts/ask.html", context, status=status)


@require_safe
def advances(request: HttpRequest) -> HttpResponse:
    """List the advances that the reader asked for, or answers."""
    person = need_person(request)
    found = access.advances_of(person)
    page = page_of(request, found, _ROWS_A_PAGE)
    listed = list(page.object_list)
    context = {
        "page": page,
        "rows": [(each, name) for each, name in _with_names(listed)],
        "payees": [
            (payee.pk, payee.producer.name)
            for payee in access.payees_of(person)
            if payee.producer is not None
        ],
    }
    return render(request, "payouts/advances.html", context)


@never_cache
@require_safe
def advance(request: HttpRequest, advance_id: int) -> HttpResponse:
    """Show an advance: its figures as they were, who agreed, what is left to repay."""
    person = need_person(request)
    found = access.advance_for(person, advance_id)
    answers = access.runs_payee(person, found.payee)
    context = {
        "advance": found,
        "name": queries.payee_names([found.payee_id])[found.payee_id],
        "limit": _limit(found),
        "owed_fen": credit.owed_fen(found.payee_id) if found.state == rules.GIVEN else 0,
        "may_agree": answers
        and found.state == rules.ASKED
        and person.pk not in {found.asked_by_id, found.agreed_first_id},
        "may_refuse": answers and found.state == rules.ASKED,
        "may_withdraw": found.state == rules.ASKED and access.is_own(person, found.payee),
        **_rule(),
    }
    return render(request, "payouts/advance.html", context)


@require_POST
def agree(request: HttpRequest, advance_id: int) -> HttpResponse:
    """One of two people agrees."""
    person = need_person(request)
    with refusals_told(request):
        found = actions.agree(advance_id, person)
        if found.state == rules.AGREED:
            messages.success(request, _("Agreed by two. It is paid with the next run."))
        else:
            messages.success(request, _("Noted. A second person has to agree too."))
    return redirect("payouts:advance", advance_id)


@require_POST
def refuse(request: HttpRequest, advance_id: int) -> HttpResponse:
    """Refuse with a reason that the asker reads."""
    person = need_person(request)
    with refusals_told(request):
        actions.refuse(advance_id, person, request.POST.get("reason", ""))
        messages.success(request, _("Refused. The asker reads your reason."))
    return redirect("payouts:advance", advance_id)


@require_POST
def withdraw(request: HttpRequest, advance_id: int) -> HttpResponse:
    """The asker no longer wants it."""
    person = need_person(request)
    with refusals_told(request):
        actions.withdraw(advance_id, person)
        messages.success(request, _("Withdrawn."))
    return redirect("payouts:advance", advance_id)


def _rule() -> dict[str, Any]:
    """The rule's own figures, for the sentences that explain it."""
    return {
        "months_least": rules.HISTORY_MONTHS_LEAST,
        "months_ahead": rules.MONTHS_AHEAD,
        "repay_percent": rules.REPAY_PERCENT,
        "least_fen": rules.LEAST_FEN,
        "step_fen": rules.STEP_FEN,
    }


def _limit(found: Advance) -> dict[str, Any]:
    """The figures that an advance was asked with, as the page of the rule has them."""
    kept = dict(found.figures)
    kept["first_ahead"] = Month(*kept["first_ahead"])
    kept["windows"] = [
        {"first": Month(*first), "fen": fen} for first, fen in kept.get("windows", [])
    ]
    return kept


def _with_names(listed: list[Advance]) -> list[tuple[Advance, str]]:
    names = queries.payee_names({each.payee_id for each in listed})
    return [(each, names.get(each.payee_id, "")) for each in listed]
