"""What a clerk has to look at: transfers to confirm, refunds that stand, what does not agree."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.money import fen_from_yuan
from yutang.money import access, actions, queries
from yutang.money.errors import BadAmount
from yutang.people.sessions import need_person
from yutang.plumbing.pages import refusals_told


@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Everything of the reader's places that waits for a clerk."""
    places = access.places_of_clerk(need_person(request))
    return render(request, "money/worklist.html", {"work": queries.worklist(places)})


@require_POST
def confirm(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """A transfer arrived: its amount, and the bank's number for it."""
    attempt = access.transfer_for(need_person(request), attempt_id)
    with refusals_told(request):
        typed = request.POST.get("amount", "")
        try:
            amount_fen = fen_from_yuan(typed)
        except ValueError as error:
            raise BadAmount from error
        outcome = actions.confirm_transfer(attempt, amount_fen, request.POST.get("number", ""))
        if outcome == outcome.STRAY:
            messages.warning(
                request, _("It came when the order did not need it any more: pay it back.")
            )
        else:
            messages.success(request, _("Noted: the transfer arrived, the order is paid."))
    return redirect("money:worklist")


@require_POST
def retry(request: HttpRequest, refund_id: int) -> HttpResponse:
    """Ask the provider again for a refund that failed."""
    refund = access.refund_for(need_person(request), refund_id)
    actions.retry(refund.pk)
    messages.success(request, _("It is asked for again within a minute."))
    return redirect("money:worklist")


@require_POST
def paid_back(request: HttpRequest, refund_id: int) -> HttpResponse:
    """A refund was paid by hand."""
    person = need_person(request)
    refund = access.refund_for(person, refund_id)
    with refusals_told(request):
        actions.paid_back(refund.pk, person, request.POST.get("note", ""))
        messages.success(request, _("Noted: paid back."))
    return redirect("money:worklist")


@require_POST
def settle(request: HttpRequest, mismatch_id: int) -> HttpResponse:
    """Somebody looked into what does not agree, and says what came of it."""
    person = need_person(request)
    mismatch = access.mismatch_for(person, mismatch_id)
    with refusals_told(request):
        actions.settle(mismatch.pk, person, request.POST.get("note", ""))
        messages.success(request, _("Noted, and off the list."))
    return redirect("money:worklist")
