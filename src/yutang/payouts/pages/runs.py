"""Payout runs: who would be paid, the draft, a second person's word, the file for the bank."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.ledger import queries as books
from yutang.ledger.rules import ADVANCE, PAYABLE, owner_of
from yutang.payouts import access, actions, queries
from yutang.payouts.forms import ReplyForm, RunForm
from yutang.payouts.models import RunState
from yutang.payouts.rules.runs import LEAST_FEN
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told

_ROWS_A_PAGE = 30
_PAYOUTS_A_PAGE = 100


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """List the payout runs of the reader's places."""
    person = need_person(request)
    page = page_of(request, access.runs_of(person), _ROWS_A_PAGE)
    listed = list(page.object_list)
    sums = queries.run_sums([run.pk for run in listed])
    context = {
        "page": page,
        "rows": [(run, queries.run_number(run.pk), sums.get(run.pk)) for run in listed],
        "place_codes": [run.place_code for run in listed],
        **_counts(person),
    }
    return render(request, "payouts/runs.html", context)


@never_cache
@form_page
def new_run(request: HttpRequest) -> HttpResponse:
    """Show who would be paid now and who not; sent, make the draft."""
    person = need_person(request)
    codes = access.need_place(person)
    actions.first_profiles()
    form = RunForm(request.POST if request.method == "POST" else request.GET or None)
    form.offer(_named(codes), [(each.pk, each.name) for each in queries.profiles()])
    place, least_fen, status = codes[0], LEAST_FEN, 200
    if form.is_bound and form.is_valid():
        with refusals_in(form):
            asked = form.cleaned_data["place"]
            place = asked if asked in codes else place
            least_fen = form.least_fen()
            if request.method == "POST":
                profile_id = number(form.cleaned_data["profile"])
                run = actions.make_run(place, profile_id, least_fen, person)
                messages.success(request, _("The run is drafted. Somebody else approves it."))
                return redirect("payouts:run", run.pk)
    if request.method == "POST":
        status = 422
    context = {
        "form": form,
        "codes": codes,
        "place": place,
        "least_fen": least_fen,
        "planned": (planned := queries.planned(place, least_fen)),
        "lines": [(line, planned.names.get(line.payee, "")) for line in planned.plan.lines],
        "left": [
            (left, planned.names.get(left.payee, ""), queries.left_words(left))
            for left in planned.plan.left
        ],
        "advances": [(each, planned.names.get(each.payee_id, "")) for each in planned.advances],
        "waiting": [(each, planned.names.get(each.payee_id, "")) for each in planned.waiting],
    }
    return render(request, "payouts/new_run.html", context, status=status)


@never_cache
@require_safe
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show a run: what it pays, what is new about accounts, what the bank said."""
    person = need_person(request)
    found = access.run_for(person, run_id)
    page = page_of(request, queries.payouts_of(found), _PAYOUTS_A_PAGE)
    context: dict[str, Any] = {
        "run": found,
        "number": queries.run_number(found.pk),
        "sums": queries.run_sums([found.pk]).get(found.pk),
        "page": page,
        "payouts": queries.payout_views(page.object_list),
        "fresh": queries.fresh_accounts(found) if found.state == RunState.DRAFT else [],
        "is_maker": found.made_by_id == person.pk,
        "replies": queries.replies_of(found),
        "reply_form": ReplyForm(),
    }
    return render(request, "payouts/run.html", context)


@require_POST
def approve(request: HttpRequest, run_id: int) -> HttpResponse:
    """A second person approves."""
    person = need_person(request)
    with refusals_told(request):
        actions.approve(run_id, person)
        messages.success(request, _("Approved. Now write the file and hand it to the bank."))
    return redirect("payouts:run", run_id)


@require_POST
def mark_sent(request: HttpRequest, run_id: int) -> HttpResponse:
    """The file was handed to the bank."""
    person = need_person(request)
    with refusals_told(request):
        actions.mark_sent(run_id, person)
        messages.success(request, _("Noted: the bank has it."))
    return redirect("payouts:run", run_id)


@require_POST
def drop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Give a run up before the bank has it."""
    person = need_person(request)
    with refusals_told(request):
        actions.drop(run_id, person, request.POST.get("reason", ""))
        messages.success(request, _("Dropped. What it took is owed again."))
    return redirect("payouts:run", run_id)


@require_POST
def bank_file(request: HttpRequest, run_id: int) -> HttpResponse:
    """Send the file for the bank; that its accounts were opened is logged."""
    person = need_person(request)
    with refusals_told(request):
        name, kind, data = actions.bank_file(run_id, person)
        response = HttpResponse(data, content_type=kind)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return redirect("payouts:run", run_id)


@require_safe
def payees(request: HttpRequest) -> HttpResponse:
    """List the payees of the reader's places, with balances and accounts."""
    person = need_person(request)
    codes = access.need_place(person)
    place = request.GET.get("place", codes[0])
    if place not in codes:
        raise NotFound
    page = page_of(request, access.payees_of_place(place).order_by("pk"), _ROWS_A_PAGE)
    listed = [payee.pk for payee in page.object_list]
    owners = [owner_of(payee) for payee in listed]
    payable, owed = books.balances(PAYABLE, owners), books.balances(ADVANCE, owners)
    names, accounts = queries.payee_names(listed), queries.accounts_in_use(listed)
    context = {
        "codes": codes,
        "place": place,
        "page": page,
        "rows": [
            {
                "id": payee,
                "name": names.get(payee, ""),
                "balance_fen": -payable.get(owner, 0),
                "owed_fen": owed.get(owner, 0),
                "account": accounts.get(payee),
            }
            for payee, owner in zip(listed, owners, strict=True)
        ],
        **_counts(person),
    }
    return render(request, "payouts/payees.html", context)


def _counts(person: Person) -> dict[str, Any]:
    """What the tabs of the room say."""
    return {
        "looks": queries.worklist(access.reply_lines_of(person)).count(),
        "asked": queries.asked(access.advances_of(person)).count(),
        "keeps_profiles": "" in access.places_of(person),
    }


def _named(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    names = places.full_names({code for code in codes if code})
    return [(code, names.get(code, code) if code else _("whole country")) for code in codes]
