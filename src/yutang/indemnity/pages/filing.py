"""The village doctor's phone: own cases, a new one, one that came back, an account."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.indemnity import access, actions
from yutang.indemnity.errors import FormIncomplete
from yutang.indemnity.forms import AccountForm, CaseForm, WhoForm
from yutang.indemnity.models import Case, PaperCode, State
from yutang.indemnity.queries import cases, stages
from yutang.indemnity.queries.words import joined
from yutang.insurance import queries as insurance
from yutang.insurance.rules import Rule
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.payouts import queries as payouts
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.roster import access as roster
from yutang.roster import queries as persons
from yutang.roster.access import Member
from yutang.shares import actions as shares

_ROWS_A_PAGE = 30


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the cases that the reader filed, those that came back first."""
    person = need_person(request)
    access.need_filer(person)
    found = access.filed_by(person)
    page = page_of(request, found, _ROWS_A_PAGE)
    context = {
        "page": page,
        "rows": cases.views(page.object_list, person),
        "returned": cases.views(found.filter(state=State.RETURNED), person),
    }
    return render(request, "indemnity/mine.html", context)


@never_cache
@form_page
def new(request: HttpRequest, member_id: int | None = None) -> HttpResponse:
    """A new case: for the person of this row, or whoever the number typed is about."""
    person = need_person(request)
    places = access.need_filer(person)
    member = None if member_id is None else roster.member_for(person, member_id)
    rules = cases.rules_at([member.place_code] if member else places)
    form = CaseForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    form.offer(cases.events_for(rules), is_known=member is not None)
    if member is not None and _has_account(member):
        form.without_account()
    if request.method == "POST":
        word = _("Filed. Two assessors look at it, each alone.")
        if (answer := _done(request, form, lambda: _file(request, form, member), word)) is not None:
            return answer
    context = {
        "form": form,
        "member": member,
        "name": _name(person, member),
        "view": persons.view(member.pk) if member else None,
        "covers": insurance.covers(member.pk, today()) if member else [],
        "who": WhoForm(),
        "papers": _papers(rules, frozenset()),
    }
    return render(request, "indemnity/new.html", context, status=_status(request))


@require_POST
def who(request: HttpRequest) -> HttpResponse:
    """Find the insured by the number on the card; it stands in no address."""
    person = need_person(request)
    access.need_filer(person)
    with refusals_told(request):
        found = actions.find_insured(request.POST.get("id_number", ""), person)
        return redirect("indemnity:new-for", found.pk)
    return redirect("indemnity:new")


@never_cache
@form_page
def again(request: HttpRequest, case_id: int) -> HttpResponse:
    """A case that came back: corrected, with what was asked for, filed again."""
    person = need_person(request)
    case = access.case_for(person, case_id)
    if "filer" not in access.parts(person, case):
        raise NotFound
    if case.state != State.RETURNED and request.method != "POST":
        return redirect("indemnity:case", case.pk)
    rules = [insurance.cover(case.enrolment_id).rule]
    form = CaseForm(request.POST if request.method == "POST" else None, initial=_initial(case))
    form.offer(cases.events_for(rules), is_known=True).without_account()
    if request.method == "POST":
        answer = _done(request, form, lambda: _file_again(request, form, case), _("Filed again."))
        if answer is not None:
            return answer
    there = frozenset(case.papers.values_list("code", flat=True))
    more = stages.last(case, "more")
    context = {
        "form": form,
        "case": case,
        "name": _name(person, case.member),
        "papers": _papers(rules, there),
        "more": stages.views([more], notes=True)[0] if more else None,
    }
    return render(request, "indemnity/again.html", context, status=_status(request))


@require_POST
def give_up(request: HttpRequest, case_id: int) -> HttpResponse:
    """Give up a case that came back."""
    person = need_person(request)
    access.case_for(person, case_id)
    with refusals_told(request):
        actions.give_up(case_id, person, request.POST.get("reason", ""))
        messages.success(request, _("Given up. The papers stay sealed."))
    return redirect("indemnity:case", case_id)


@never_cache
@form_page
def account(request: HttpRequest, case_id: int) -> HttpResponse:
    """Where the money of a case shall go, written down when nobody knew it yet."""
    person = need_person(request)
    case = access.case_for(person, case_id)
    if not access.parts(person, case) & {"filer", "clerk"}:
        raise NotFound
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.give_account(case, form.facts(), person)
            messages.success(request, _("Kept, sealed."))
            return redirect("indemnity:case", case.pk)
    context = {
        "form": form,
        "case": case,
        "name": _name(person, case.member),
        "account": payouts.account_in_use(shares.payee_of_member(case.member).pk),
    }
    return render(request, "indemnity/account.html", context, status=_status(request))


def _file(request: HttpRequest, form: CaseForm, member: Member | None) -> Case:
    person, said = need_person(request), form.cleaned_data
    of = member or actions.find_insured(said["id_number"], person)
    account = form.account()
    return actions.file(of, form.filing(), _photos(request), person, said["key"], account=account)


def _file_again(request: HttpRequest, form: CaseForm, case: Case) -> Case:
    key = form.cleaned_data["key"]
    return actions.file_again(case.pk, form.filing(), _photos(request), need_person(request), key)


def _done(
    request: HttpRequest, form: CaseForm, file: Callable[[], Case], word: str
) -> HttpResponse | None:
    """File what a form says and lead on; None where the page shows it again with what is wrong.

    A phone's outbox has no page in front of it: it gets the refusal itself, as JSON.
    """
    by_phone = "application/json" in request.headers.get("Accept", "")
    if not form.is_valid():
        if by_phone:
            raise FormIncomplete(what=_first_error(form))
        return None
    if by_phone:
        made = file()
        messages.success(request, word)
        to = reverse("indemnity:case", args=[made.pk])
        return JsonResponse({"to": to}, status=HTTPStatus.CREATED)
    with refusals_in(form):
        made = file()
        messages.success(request, word)
        return redirect("indemnity:case", made.pk)
    return None


def _first_error(form: CaseForm) -> str:
    name, said = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label} {said[0]}".strip()


def _photos(request: HttpRequest) -> list[tuple[str, bytes]]:
    """Return the photos of a form, each with the code of its paper."""
    return [
        (code, file.read())
        for code in PaperCode.values
        for file in request.FILES.getlist(f"paper-{code}")
    ]


def _papers(rules: Sequence[Rule], there: frozenset[str]) -> list[dict[str, Any]]:
    """Return the papers that a page asks for: which, for what, and whether it is there."""
    asked = cases.demanded(rules)
    listed = [(code, str(label)) for code, label in PaperCode.choices if code in asked]
    listed.append((PaperCode.OTHER.value, str(PaperCode.OTHER.label)))
    return [
        {
            "code": code,
            "label": label,
            "events": joined(asked.get(code, [])),
            "is_there": code in there,
        }
        for code, label in listed
    ]


def _initial(case: Case) -> dict[str, Any]:
    """Return what a case said, to be corrected; the consent is asked for anew."""
    known = stages.opened_details(case)
    return {
        **known,
        "key": uuid4(),
        "event": case.event,
        "happened_on": case.happened_on,
        "ended_on": case.ended_on,
        "total": yuan(case.total_fen).replace(",", ""),
        "public_paid": yuan(case.public_paid_fen).replace(",", ""),
        "others_paid": yuan(case.others_paid_fen).replace(",", ""),
    }


def _name(person: Person, member: Member | None) -> str:
    return "" if member is None else roster.names(person, [member.pk]).get(member.pk, "")


def _has_account(member: Member) -> bool:
    return payouts.account_in_use(shares.payee_of_member(member).pk) is not None


def _status(request: HttpRequest) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
