"""One case: what it went through, its papers beside the reckoning, and the reader's next step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.indemnity import access, actions
from yutang.indemnity.errors import FormIncomplete
from yutang.indemnity.forms import MoreForm, ReasonForm, WordForm
from yutang.indemnity.models import Case, State
from yutang.indemnity.queries import cases, stages
from yutang.indemnity.rules import life
from yutang.insurance import queries as insurance
from yutang.kernel.clock import today
from yutang.payouts import queries as payouts
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import refusals_told
from yutang.roster import access as roster
from yutang.shares import actions as shares


@never_cache
@require_safe
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a case to whoever has a part in it: what they may see, and what they can do."""
    person = need_person(request)
    found = access.case_for(person, case_id)
    if found.state == State.APPROVED and actions.follow():
        found = access.case_for(person, case_id)
    return render(request, "indemnity/case.html", _shown(person, found))


@require_POST
def open_case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Open what is sealed, with a reason that is kept."""
    person = need_person(request)
    found = access.case_for(person, case_id)
    with refusals_told(request):
        actions.opened(found, person, request.POST.get("reason", "") or " ")
    return redirect("indemnity:case", case_id)


@never_cache
@require_safe
def paper(request: HttpRequest, case_id: int, paper_id: int) -> HttpResponse:
    """Send one photo to who has opened the case."""
    person = need_person(request)
    data = actions.paper(access.case_for(person, case_id), paper_id, person)
    response = HttpResponse(data, content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def assess(request: HttpRequest, case_id: int) -> HttpResponse:
    """An assessor's word."""

    def say(person: Person, form: WordForm) -> None:
        said = form.cleaned_data
        actions.assess(
            case_id,
            person,
            said["outcome"],
            form.figures(),
            codes=said["codes"],
            note=said["reason"],
            is_no_relative=said["is_no_relative"],
        )

    return _step(request, case_id, WordForm(request.POST), say, _("Your word is kept."))


@require_POST
def settle(request: HttpRequest, case_id: int) -> HttpResponse:
    """A difference ends: somebody comes over, or a third says their own."""

    def say(person: Person, form: WordForm) -> None:
        said = form.cleaned_data
        actions.settle(
            case_id, person, said["outcome"], form.figures(), said["reason"], codes=said["codes"]
        )

    return _step(request, case_id, WordForm(request.POST), say, _("The difference is settled."))


@require_POST
def ask_more(request: HttpRequest, case_id: int) -> HttpResponse:
    """More papers are asked for: the case opens again for who filed it."""

    def say(person: Person, form: MoreForm) -> None:
        said = form.cleaned_data
        actions.ask_more(case_id, person, said["codes"], said["reason"])

    return _step(
        request, case_id, MoreForm(request.POST), say, _("Sent back, with what is needed.")
    )


@require_POST
def approve(request: HttpRequest, case_id: int) -> HttpResponse:
    """What was agreed is approved."""
    word = _("Approved. The next payout run pays it.")
    return _step(request, case_id, None, lambda by, _form: actions.approve(case_id, by), word)


@require_POST
def refuse(request: HttpRequest, case_id: int) -> HttpResponse:
    """The refusal that was agreed is confirmed."""
    word = _("Refused. The person may appeal.")
    return _step(request, case_id, None, lambda by, _form: actions.refuse(case_id, by), word)


@require_POST
def appeal(request: HttpRequest, case_id: int) -> HttpResponse:
    """An appeal against a refusal."""
    word = _("The appeal is in. Somebody who had no part in it decides.")

    def say(person: Person, form: ReasonForm) -> None:
        actions.appeal(case_id, person, form.cleaned_data["reason"])

    return _step(request, case_id, ReasonForm(request.POST), say, word)


@require_POST
def hear(request: HttpRequest, case_id: int) -> HttpResponse:
    """The appeal is decided."""

    def say(person: Person, form: WordForm) -> None:
        said = form.cleaned_data
        figures = form.figures() if said["outcome"] == life.PAY else None
        actions.hear(case_id, person, said["reason"], figures, codes=said["codes"])

    return _step(request, case_id, WordForm(request.POST), say, _("The appeal is decided."))


def _step(
    request: HttpRequest,
    case_id: int,
    form: Any,
    say: Callable[[Person, Any], object],
    word: str,
) -> HttpResponse:
    """Take one step with a case and go back to it, with what came of it."""
    person = need_person(request)
    access.case_for(person, case_id)
    with refusals_told(request):
        if form is not None and not form.is_valid():
            raise FormIncomplete(what=_what_lacks(form))
        say(person, form)
        messages.success(request, word)
    return redirect("indemnity:case", case_id)


def _what_lacks(form: Form) -> str:
    name, said = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label} {said[0]}".strip()


def _shown(person: Person, found: Case) -> dict[str, Any]:
    parts = access.parts(person, found)
    opened = actions.opened(found, person)
    listed = stages.seen_by(person, found)
    name = roster.names(person, [found.member_id]).get(found.member_id, "")
    cover = insurance.cover(found.enrolment_id)
    return {
        "case": found,
        "view": cases.view(found, name),
        "cover": cover,
        "rule": cover.rule,
        "parts": parts,
        "opened": opened,
        "needs_reason": access.may_open(person, "papers", found) == "reason"
        and opened.details is None,
        "stages": stages.views(listed, notes=opened.notes),
        "words": stages.views(
            [each for each in listed if each.name == life.ASSESSED and each.round == found.round],
            notes=opened.notes,
        ),
        "missing": cases.missing_papers(found),
        "same_photos": cases.same_photos(found) if parts & {"assessor", "clerk"} else [],
        "account": _account(found),
        **_ways(person, found, parts),
    }


def _ways(person: Person, found: Case, parts: frozenset[str]) -> dict[str, Any]:
    """Return what the reader can do now, each with its form."""
    touched = stages.touched(found)
    worded = stages.worded(found)
    is_party = bool(parts & {"filer", "insured"})
    judges = "assessor" in parts and not is_party
    decides = "clerk" in parts and not is_party
    state = found.state
    waits = judges and state == State.FILED and person.pk not in stages.assessors(found)
    refused = stages.refused_on(found) if state == State.REFUSED else None
    until = life.appeal_until(refused) if refused else None
    return {
        "may_assess": waits,
        "has_said": judges and state == State.FILED and not waits,
        "may_settle": judges and state == State.DIFFER,
        "may_ask_more": (judges or decides)
        and state in {State.FILED, State.DIFFER, State.AGREED}
        and (state != State.FILED or waits or decides),
        "may_decide": decides and state == State.AGREED and person.pk not in worded,
        "may_hear": (judges or decides) and state == State.APPEALED and person.pk not in touched,
        "may_appeal": bool(parts & {"filer", "insured", "clerk"})
        and until is not None
        and today() <= until,
        "appeal_until": until,
        "may_file_again": "filer" in parts and state == State.RETURNED,
        "word_form": WordForm(auto_id="word_%s"),
        "more_form": MoreForm(auto_id="more_%s"),
        "pays": found.outcome == life.PAY,
    }


def _account(found: Case) -> Any:
    return payouts.account_in_use(shares.payee_of_member(found.member).pk)
