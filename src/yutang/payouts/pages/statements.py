"""Statements: what a payee earned, gave back, repaid and was paid, in lines that add up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.ledger import queries as books
from yutang.ledger.rules import PAYABLE, owner_of
from yutang.payouts import access, actions, credit, files, queries, statements
from yutang.payouts.forms import AccountForm, ReasonForm
from yutang.payouts.pages.words import word_of
from yutang.payouts.rules.months import month_from
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_in


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the payees that are the reader, with what is owed to each; a single one is shown."""
    payees = list(access.payees_of(need_person(request)))
    if len(payees) == 1:
        return redirect("payouts:statement", payees[0].pk)
    ids = [payee.pk for payee in payees]
    names = queries.payee_names(ids)
    balances = books.balances(PAYABLE, [owner_of(payee) for payee in ids])
    rows = [(payee, names[payee], -balances.get(owner_of(payee), 0)) for payee in ids]
    return render(request, "payouts/statements.html", {"rows": rows})


@never_cache
@require_safe
def statement(request: HttpRequest, payee_id: int) -> HttpResponse:
    """Show a payee's statement: all months, and one of them line by line."""
    person = need_person(request)
    payee = access.payee_for(person, payee_id)
    asked = request.GET.get("month", "")
    month = month_from(asked)
    if asked and month is None:
        raise NotFound
    whole = "whole" in request.GET
    found = statements.statement(payee.pk, month, request.GET.get("page"), whole=whole)
    if month is not None and found.shown is None:
        raise NotFound
    is_own = access.is_own(person, payee)
    context = {
        "payee": payee,
        "name": queries.payee_names([payee.pk])[payee.pk],
        "statement": found,
        "lines": [(line, word_of(line)) for line in found.lines],
        "is_own": is_own,
        "account": queries.account_in_use(payee.pk),
        "owed_fen": credit.owed_fen(payee.pk),
        "advances": credit.may_have_advance(payee),
        "printable": found.lines_count <= statements.LINES_PRINTED_MAX,
        "whole": whole,
        "month_keep": f"month={found.shown.month}&" if found.shown else "",
        "at": now(),
    }
    return render(request, "payouts/statement.html", context)


@require_safe
def statement_file(request: HttpRequest, payee_id: int, month: str) -> HttpResponse:
    """Send a month of a statement as CSV that a spreadsheet opens with its Chinese whole."""
    payee = access.payee_for(need_person(request), payee_id)
    asked = month_from(month)
    if asked is None:
        raise NotFound
    rows: list[list[files.Cell]] = [
        [
            _("Date"),
            _("What happened"),
            _("Order"),
            _("Goods"),
            _("Units"),
            _("Price of the order (yuan)"),
            _("Amount (yuan)"),
            _("Paid out on"),
        ]
    ]
    for line in statements.every_line(payee.pk, asked):
        order = line.order
        rows.append(
            [
                f"{wall(line.at):%Y-%m-%d %H:%M}",
                word_of(line),
                order.number if order else line.reference,
                order.product_name if order else line.note,
                str(order.quantity) if order else "",
                files.yuan(order.amount_fen) if order else "",
                files.yuan(line.amount_fen),
                f"{wall(line.paid_at):%Y-%m-%d}" if line.paid_at else "",
            ]
        )
    data = f"\ufeff{files.table(rows)}".encode("utf-8", "replace")
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    name = f"yutang-statement-{payee.pk}-{asked}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@form_page
def account(request: HttpRequest, payee_id: int) -> HttpResponse:
    """Show where a payee's money goes, and change it."""
    person = need_person(request)
    payee = access.payee_to_change(person, payee_id)
    form = AccountForm(request.POST or None)
    status, is_own = 200, access.is_own(person, payee)
    if is_own:
        form.for_owner()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            with refusals_in(form):
                reason = form.cleaned_data.get("reason", "")
                actions.set_account(payee.pk, form.facts(), person, reason)
                messages.success(request, _("Kept. For seven days it is marked as new."))
                return redirect("payouts:account", payee.pk)
    return _account_page(request, payee_id, form, status=status)


@never_cache
@require_POST
def open_account(request: HttpRequest, payee_id: int) -> HttpResponse:
    """Show the account's number whole; who did so, and why, is logged."""
    person = need_person(request)
    access.payee_to_change(person, payee_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            opened = actions.open_account(payee_id, person, form.cleaned_data["reason"])
            return _account_page(request, payee_id, AccountForm(), opened=opened)
    return _account_page(request, payee_id, AccountForm(), reason=form, status=422)


def _account_page(
    request: HttpRequest,
    payee_id: int,
    form: AccountForm,
    *,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    person = need_person(request)
    payee = access.payee_to_change(person, payee_id)
    if access.is_own(person, payee) and "reason" in form.fields:
        form.for_owner()
    kept = queries.accounts_of(payee_id)
    context = {
        "payee": payee,
        "name": queries.payee_names([payee_id])[payee_id],
        "in_use": kept[0] if kept else None,
        "earlier": kept[1:],
        "form": form,
        "reason": ReasonForm(),
        "is_own": access.is_own(person, payee),
        **more,
    }
    return render(request, "payouts/account.html", context, status=status)
