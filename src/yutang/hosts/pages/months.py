"""A host's months: net income from the ledger, and every line that it is made of."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.hosts import access
from yutang.hosts.access import Path
from yutang.hosts.models import Month
from yutang.hosts.queries import incomes, learning, ruling
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import page_of
from yutang.roster import access as roster

_ROWS_A_PAGE = 100
_MONTHS_A_PAGE = 24


@never_cache
@require_safe
def months(request: HttpRequest, path_id: int) -> HttpResponse:
    """All months of a host, the newest on top; for the host and clerks of the county."""
    person = need_person(request)
    found = access.need_months(person, path_id)
    page = page_of(request, incomes.months_of(found), _MONTHS_A_PAGE)
    newest = page.object_list[0] if page.object_list else None
    context = _head(person, found) | {
        "page": page,
        "newest": newest,
        "most": max((row.net_fen for row in page.object_list), default=0),
        "beside": incomes.beside(found, newest.month) if newest else None,
        "rule": ruling.rule_at(found.place_code),
    }
    return render(request, "hosts/months.html", _with_whose(context))


@never_cache
@require_safe
def month(request: HttpRequest, path_id: int, year_month: str) -> HttpResponse:
    """One month: how it is made up, and the settled shares of every order behind it."""
    person = need_person(request)
    found = access.need_months(person, path_id)
    row = incomes.month_of(found, _first_day(year_month))
    if row is None:
        raise NotFound
    account = learning.account_of(found)
    if account is None:
        raise NotFound
    page = page_of(request, incomes.settled_lines(account, row.month), _ROWS_A_PAGE)
    context = _head(person, found) | {
        "row": row,
        "refund_percent": _percent(row),
        "hours": row.live_s // 3600,
        "minutes": row.live_s % 3600 // 60,
        "page": page,
        "lines": incomes.lines(page.object_list),
        "shows": incomes.shows_of(account, row.month),
        "beside": incomes.beside(found, row.month),
    }
    return render(request, "hosts/month.html", _with_whose(context))


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own months."""
    found = access.path_of(need_person(request))
    if found is None or found.certified_at is None:
        return redirect("hosts:mine")
    return redirect("hosts:months", found.pk)


def _head(person: Person, found: Path) -> dict[str, object]:
    return {
        "path": found,
        "own": access.is_own(person, found),
        "name": roster.names(person, [found.member_id]).get(found.member_id, ""),
    }


def _with_whose(context: dict[str, object]) -> dict[str, object]:
    """Say of whom the median beside is: the class, or a place by its name."""
    beside = context["beside"]
    if isinstance(beside, incomes.Beside) and beside.whose not in {"class", ""}:
        context["whose"] = places.full_name(beside.whose)
    return context


def _percent(row: Month) -> str:
    """Return the share of money given back, to a tenth; nothing where nothing was paid."""
    if not row.paid_fen:
        return ""
    return f"{row.refunded_fen * 1000 // row.paid_fen / 10:g}"


def _first_day(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise NotFound from error
