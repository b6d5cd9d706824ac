"""What is done so that promises are kept: evidence, decisions, and the list of what waits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.plumbing.pages import refusals_in
from yutang.promises import access, actions, queries
from yutang.promises.forms import DecisionForm, EvidenceForm, OwnerForm
from yutang.promises.pages.agreements import handed_out
from yutang.promises.pages.promises import STATUS_NAMES, show


@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """The promises that the reader answers for; those that wait for a decision first."""
    person = need_person(request)
    found = access.promises_of(person)
    writes = bool(access.writes_at(person))
    if not writes and not found.exists():
        raise NotFound
    shown = queries.promise_views(list(found), lately=True)
    context = {
        "waiting": [view for view in shown if view.needs_decision],
        "rest": [view for view in shown if not view.needs_decision],
        "codes": {code for view in shown for code in (view.place_code, *view.place_codes[:3])},
        "names": STATUS_NAMES,
        "writes": writes,
    }
    return render(request, "promises/worklist.html", context)


@never_cache
@require_POST
def note(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Count an amount by hand."""
    person = need_person(request)
    found = access.promise_to_write(person, promise_id)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        file = (said["file"].name, said["file"].read()) if said["file"] else None
        with refusals_in(form):
            actions.note_evidence(
                found.pk, said["amount"], said["on"], said["note"], person, file=file
            )
            messages.success(request, _("Counted."))
            return redirect("promises:promise", found.pk)
    return show(request, found, evidence_form=form)


@never_cache
@require_POST
def decide(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Record what is done about a promise that is behind."""
    person = need_person(request)
    found = access.promise_to_write(person, promise_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            actions.decide(found.pk, said["what"], said["who"], said["until"], person)
            messages.success(request, _("Decided and recorded."))
            return redirect("promises:promise", found.pk)
    return show(request, found, decision_form=form)


@never_cache
@require_POST
def hand_over(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Let somebody else answer for a promise."""
    person = need_person(request)
    found = access.promise_to_hand_over(person, promise_id)
    form = OwnerForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.hand_over(found.pk, form.cleaned_data["mobile"], person)
            messages.success(request, _("Handed over."))
            return redirect("promises:promise", found.pk)
    return show(request, found, owner_form=form)


@never_cache
@require_safe
def evidence_file(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    """The paper behind an amount, for who answers for the promise."""
    found = access.evidence_for(need_person(request), evidence_id)
    return handed_out(found.file_digest, found.file_name)
