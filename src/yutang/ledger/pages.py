"""The books: from the trial balance to an account, its entries, and the cause of each."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.ledger import access, actions, queries, rules
from yutang.people.sessions import need_person
from yutang.plumbing import sheets
from yutang.plumbing.pages import page_of, refusals_told

_ROWS_A_PAGE = 50
_ROWS_A_FILE = 100_000
"""The latest entries; older ones are in the files of the months before."""


@never_cache
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """What moved on the accounts, a row a kind: both sides sum to the same; the closed months."""
    access.require_books(need_person(request))
    rows = queries.trial_balance()
    context = {
        "rows": rows,
        "debit_fen": sum(row.debit_fen for row in rows),
        "credit_fen": sum(row.credit_fen for row in rows),
        "periods": queries.periods(),
        "last_month": rules.month_before(rules.month_of(now())),
    }
    return render(request, "ledger/books.html", context)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the books up to the end of a month."""
    person = need_person(request)
    access.require_books(person)
    try:
        month = date.fromisoformat(request.POST.get("month", "") + "-01")
    except ValueError:
        raise NotFound from None
    with refusals_told(request):
        actions.close_period(month, person)
        messages.success(request, _("Closed. Nothing is written into these months any more."))
    return redirect("ledger:books")


@never_cache
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts of a kind, with what stands on each."""
    access.require_books(need_person(request))
    kind = request.GET.get("kind", "")
    if kind not in rules.KINDS:
        raise NotFound
    page = page_of(request, queries.accounts(kind), _ROWS_A_PAGE)
    rows = queries.account_views(page.object_list)
    context = {"page": page, "rows": rows, "kind": kind, "keep": f"kind={kind}&"}
    context["kind_name"] = queries.kind_name(kind)
    return render(request, "ledger/accounts.html", context)


@never_cache
@require_safe
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """An account's entries, the latest first."""
    found = access.account_for(need_person(request), account_id)
    page = page_of(request, queries.entries_of(account_id), _ROWS_A_PAGE)
    (view,) = queries.account_views([found])
    rows = queries.entry_views(page.object_list)
    context = {"account": view, "page": page, "rows": rows, "file_rows": _ROWS_A_FILE}
    return render(request, "ledger/account.html", context)


@never_cache
@require_safe
def account_file(request: HttpRequest, account_id: int) -> HttpResponse:
    """The account's latest entries as CSV: debit and credit in yuan, and the cause."""
    found = access.account_for(need_person(request), account_id)
    (view,) = queries.account_views([found])
    name = f"yutang-ledger-{view.kind}-{account_id}-{wall(now()):%Y%m%d}"
    return sheets.sent(_lines(account_id), name, "csv")


@never_cache
@require_safe
def transaction(request: HttpRequest, transaction_id: int) -> HttpResponse:
    """One transaction: its cause and both its sides."""
    view = access.transaction_for(need_person(request), transaction_id)
    names = queries.owner_names(line.owner for line in view.lines)
    lines = [
        (
            queries.kind_name(line.kind),
            names.get(line.owner, line.owner),
            max(line.amount_fen, 0),
            max(-line.amount_fen, 0),
        )
        for line in view.lines
    ]
    context = {"transaction": view, "lines": lines}
    return render(request, "ledger/transaction.html", context)


def _lines(account_id: int) -> Iterator[Sequence[object]]:
    yield (
        *(_("Transaction"), _("At"), _("Cause"), _("Key of the cause"), _("Order")),
        *(_("Debit in yuan"), _("Credit in yuan"), _("Note")),
    )
    for each in queries.entry_views(queries.entries_of(account_id)[:_ROWS_A_FILE]):
        fen = each.amount_fen
        yield (
            *(each.transaction_id, f"{wall(each.at):%Y-%m-%d %H:%M:%S}", each.cause_name),
            *(each.cause_key, each.order_id),
            *(yuan(fen) if fen > 0 else "", yuan(-fen) if fen < 0 else "", each.note),
        )
