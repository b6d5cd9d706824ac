"""The public ledger: its entries, its file, the script that checks it, a sheet to print."""

from pathlib import Path

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yutang.indemnity import access, actions
from yutang.indemnity.queries import public
from yutang.indemnity.rules import chain
from yutang.indemnity.rules.months import month_from
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import page_of

_ROWS_A_PAGE = 50
_SCRIPT = Path(__file__).resolve().parents[1] / "verify_ledger.py"


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Show the public ledger to everybody, the newest entry first."""
    page = page_of(request, public.entries(), _ROWS_A_PAGE)
    rows = public.entry_views(list(page.object_list))
    context = {
        "page": page,
        "rows": rows,
        "place_codes": [row.county for row in rows if row.county],
        "head": public.head(),
        "totals": public.totals(),
        "days": public.median_days(),
        "month": f"{today():%Y-%m}",
        "least": chain.PERSONS_LEAST,
        "may_append": bool(access.clerk_at(person_of(request))),
    }
    return render(request, "indemnity/ledger.html", context)


@require_POST
def append(request: HttpRequest) -> HttpResponse:
    """Append what may be told now; a clerk's button, the timer does it each night."""
    if not access.clerk_at(need_person(request)):
        raise NotFound
    made = actions.append()
    if made:
        messages.success(request, _("%(n)s new entries.") % {"n": len(made)})
    else:
        messages.info(request, _("Nothing to tell now: fewer than ten persons wait for more."))
    return redirect("indemnity:ledger")


@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """Send the whole chain, one entry a line."""
    del request
    response = HttpResponse(public.jsonl(), content_type="application/x-ndjson")
    response["Content-Disposition"] = 'attachment; filename="ledger.jsonl"'
    return response


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Send the script that checks the chain."""
    del request
    response = HttpResponse(_SCRIPT.read_text("utf-8"), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify_ledger.py"'
    return response


@require_safe
def sheet(request: HttpRequest, month: str) -> HttpResponse:
    """A month's sheet to print and pin up: totals up to then, and the hash that stands for all."""
    first = month_from(month)
    if first is None:
        raise NotFound
    head = public.head_of(first)
    context = {
        "month": month,
        "head": head,
        "totals": public.totals(head.number) if head else [],
        "qr": _drawn(head.hash) if head else "",
    }
    return render(request, "indemnity/sheet.html", context)


def _drawn(text: str) -> str:
    drawn = segno.make(text, error="m", micro=False).svg_inline(scale=4, border=2)
    return mark_safe(drawn)  # noqa: S308 - drawn here, of hexadecimal letters
