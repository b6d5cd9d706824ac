"""The second hand: what waits, bills, grants, donations that go back; each confirmed or dropped."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_in, refusals_told
from yutang.programmes import access, actions
from yutang.programmes.forms import PaidForm, RuleForm
from yutang.programmes.pages.asking import ask
from yutang.programmes.queries import waiting as found_waiting

_YES = "confirm"


@never_cache
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """All that waits for a second person, what has waited longest first; bills to be paid."""
    person = need_person(request)
    if not people.places_of(person, "clerk"):
        raise NotFound
    context = {"rows": found_waiting.waiting(person), "unpaid": found_waiting.unpaid(person)}
    return render(request, "programmes/waiting.html", context)


@never_cache
@require_safe
def bill(request: HttpRequest, bill_id: int) -> HttpResponse:
    """A bill with its papers: approve it, drop it, note that it was paid."""
    person = need_person(request)
    found = access.bill_for(person, bill_id)
    context = {
        "bill": found_waiting.bill_views([found])[0],
        "decides": access.decides(person, found.programme.place_code),
        "own": found.noted_by_id == person.pk,
        "paid_form": PaidForm(initial={"paid_on": today()}),
    }
    return render(request, "programmes/bill.html", context)


@never_cache
@require_safe
def paper(request: HttpRequest, bill_id: int, bill_paper: int) -> HttpResponse:
    """An invoice, to whoever runs the programme; that it was opened is kept."""
    row, data = actions.open_paper(bill_id, bill_paper, need_person(request))
    response = HttpResponse(data, content_type=row.media_type)
    ending = row.media_type.rpartition("/")[2]
    response["Content-Disposition"] = f'inline; filename="invoice-{row.pk}.{ending}"'
    return response


@require_POST
def decide_bill(request: HttpRequest, bill_id: int) -> HttpResponse:
    """Approve a bill or drop it."""
    person = need_person(request)
    access.bill_to_decide(person, bill_id)
    _decide(
        request, lambda yes, why: actions.decide_bill(bill_id, person, confirms=yes, reason=why)
    )
    return redirect("programmes:bill", bill_id)


@require_POST
def pay_bill(request: HttpRequest, bill_id: int) -> HttpResponse:
    """Note that a bill was paid."""
    person = need_person(request)
    found = access.bill_to_decide(person, bill_id)
    form = PaidForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            actions.mark_paid(bill_id, said["paid_on"], said["bank_reference"], person)
            messages.success(request, _("Noted as paid."))
            return redirect("programmes:bill", bill_id)
    context = {
        "bill": found_waiting.bill_views([found])[0],
        "decides": True,
        "own": found.noted_by_id == person.pk,
        "paid_form": form,
    }
    return ask(request, context, "programmes/bill.html")


@require_POST
def decide_grant(request: HttpRequest, money_grant: int) -> HttpResponse:
    """Confirm a grant or drop it."""
    person = need_person(request)
    access.grant_for(person, money_grant)
    _decide(
        request,
        lambda yes, why: actions.decide_grant(money_grant, person, confirms=yes, reason=why),
    )
    return redirect("programmes:waiting")


@require_POST
def decide_given_back(request: HttpRequest, given_back_id: int) -> HttpResponse:
    """Confirm that a donation went back, or drop it."""
    person = need_person(request)
    access.given_back_for(person, given_back_id)
    _decide(
        request,
        lambda yes, why: actions.decide_given_back(given_back_id, person, confirms=yes, reason=why),
    )
    return redirect("programmes:waiting")


@require_POST
def decide_donation(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Confirm that a donation is in the bank, or drop it."""
    person = need_person(request)
    _decides(person, donation_id)
    _decide(
        request,
        lambda yes, why: actions.decide_donation(donation_id, person, confirms=yes, reason=why),
    )
    return redirect("programmes:donation", donation_id)


@never_cache
@form_page
def new_rule(request: HttpRequest) -> HttpResponse:
    """An operator sets the next version of a rule of money."""
    person = need_person(request)
    people.require_operator(person)
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.add_rule(form.facts(), person)
            messages.success(request, _("The version is kept."))
            return redirect("programmes:rules")
    return ask(request, {"form": form, "page_name": "rule"})


def _decides(person: Person, donation_id: int) -> None:
    found = access.donation_for(person, donation_id)
    access.need_clerk(person, found.fund.place_code)


def _decide(request: HttpRequest, move: Callable[[bool, str], object]) -> None:
    """Do what the pressed button says; why not stands at the top of the next page."""
    confirms = request.POST.get("decision") == _YES
    with refusals_told(request):
        move(confirms, request.POST.get("reason", ""))
        messages.success(request, _("Confirmed.") if confirms else _("Dropped, with your reason."))
