"""Applying for an honour, on a phone: which and for whom, the words, the evidence, handing in."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.honours import access, actions
from yutang.honours.forms import ApplyForm, DraftForm
from yutang.honours.models import Application
from yutang.honours.queries import applications, subjects, words
from yutang.honours.rules import kinds, papers, steps
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told

_ROWS_A_PAGE = 30


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The applications for what the reader holds or serves, the newest first."""
    person = need_person(request)
    found = access.applications_of(person, people.grants(person))
    page = page_of(request, found.order_by("-since"), _ROWS_A_PAGE)
    context = {"page": page, "rows": applications.rows(page.object_list)}
    return render(request, "honours/mine.html", context)


@never_cache
@form_page
def apply(request: HttpRequest) -> HttpResponse:
    """Choose an honour and for whom; a draft begins, or the one there is goes on."""
    person = need_person(request)
    own = subjects.own(person)
    serves = bool(people.places_of(person, "clerk"))
    if not own and not serves:
        return render(request, "honours/apply.html", {"form": None})
    initial = {"applicant": request.GET.get("for", ""), "kind": request.GET.get("kind", "")}
    served = [each for each in own if each.id is None] or own
    if len(served) == 1:  # the village that one serves, or the one shop
        initial["applicant"] = initial["applicant"] or served[0].key
        initial["kind"] = initial["kind"] or kinds.kinds_for(served[0].applicant)[0]
    form = ApplyForm(request.POST or None, initial=initial, subjects=own, serves=serves)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.begin(form.cleaned_data["kind"], _subject(person, form), person)
            return redirect("honours:edit", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "honours/apply.html", {"form": form}, status=status)


@never_cache
@require_safe
def application(request: HttpRequest, application_id: int) -> HttpResponse:
    """Where an application stands, what was handed in and said, and what the reader can do."""
    person = need_person(request)
    found = access.application_for(person, application_id)
    return render(request, "honours/application.html", context_of(person, found))


@never_cache
@form_page
def edit(request: HttpRequest, application_id: int) -> HttpResponse:
    """Write a draft, add evidence, hand in; what is missing is said line by line."""
    person = need_person(request)
    found = access.application_for(person, application_id)
    if not access.acts_for(person, found):
        raise NotFound
    if found.state not in steps.EDITABLE:
        return redirect("honours:application", found.pk)
    form = DraftForm(request.POST or None, initial={"story": found.story, "goal": found.goal})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            _keep(request, found, form, person)
            if "hand_in" in request.POST:
                actions.hand_in(found.pk, person)
                messages.success(request, _("Handed in. On this page you see where it stands."))
                return redirect("honours:application", found.pk)
            messages.success(request, _("The draft is kept."))
            return redirect("honours:edit", found.pk)
    context = _draft(found) | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "honours/edit.html", context, status=status)


@require_POST
def drop(request: HttpRequest, application_id: int) -> HttpResponse:
    """The applicant no longer wants it."""
    person = need_person(request)
    access.application_for(person, application_id)
    with refusals_told(request):
        actions.drop(application_id, person)
        messages.success(request, _("The application is withdrawn."))
    return redirect("honours:application", application_id)


@never_cache
@require_safe
def paper(request: HttpRequest, application_id: int, paper_id: int) -> FileResponse:
    """Hand out a paper to those who may see the application; that an office looked is kept."""
    found = actions.open_paper(application_id, paper_id, need_person(request))
    name = f"{found.sha256[:12]}.{papers.ENDINGS[found.media_type]}"
    response = FileResponse(found.file.open("rb"), content_type=found.media_type, filename=name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def drop_paper(request: HttpRequest, application_id: int, paper_id: int) -> HttpResponse:
    """Take a paper out of the draft."""
    person = need_person(request)
    access.application_for(person, application_id)
    with refusals_told(request):
        actions.drop_paper(application_id, paper_id, person)
        messages.success(request, _("Taken away."))
    return redirect("honours:edit", application_id)


def context_of(person: Person, found: Application) -> dict[str, Any]:
    """Return what the page of an application shows to this reader."""
    acts, own = access.acts_for(person, found), access.is_own(person, found)
    turn = access.turn(found)
    decides = bool(turn) and access.is_office(person, turn, found.place_code)
    handed = applications.submissions(found)
    return {
        "application": found,
        "kind": words.kind(found.kind),
        "place": places.full_name(found.place_code),
        "state_name": words.state(found.state),
        "steps": applications.line_of(found),
        "submissions": handed,
        "unmet": [line for line in handed[0].lines if line.is_met is False] if handed else [],
        "answer": applications.latest_answer(found),
        "objections": applications.open_objections(found) if decides else [],
        "acts": acts,
        "may_edit": acts and found.state in steps.EDITABLE,
        "may_drop": acts and "dropped" in steps.ARROWS[found.state],
        "decides": decides and not own,
        "is_own": decides and own,
        "is_looked_at": found.state in steps.LOOKED_AT,
        "is_over": found.state == steps.NOTICE and found.notice.until < today(),
    }


def _draft(found: Application) -> dict[str, Any]:
    rule = applications.rule_for(found, today())
    lines = applications.checklist_now(found, rule) if rule else []
    return {
        "application": found,
        "kind": words.kind(found.kind),
        "place": places.full_name(found.place_code),
        "rule": rule,
        "lines": lines,
        "missing": [line for line in lines if line.how == "document" and not line.papers],
        "others": applications.other_papers(found, rule) if rule else [],
        "answer": applications.latest_answer(found) if found.state == steps.RETURNED else None,
        "accept": ",".join(papers.ENDINGS),
    }


def _keep(request: HttpRequest, found: Application, form: DraftForm, person: Person) -> None:
    actions.write(found.pk, form.cleaned_data["story"], form.cleaned_data["goal"], person)
    for field, sent in request.FILES.lists():
        demand_id = row_id(field.removeprefix("paper-"))
        for each in sent[: papers.PAPERS_MOST]:
            data = each.read(papers.BYTES_MAX + 1)
            actions.add_paper(found.pk, data, each.name or "", demand_id, person)


def _subject(person: Person, form: ApplyForm) -> subjects.Subject:
    said = form.cleaned_data
    if said.get("place"):
        return subjects.of_place(person, said["place"])
    return subjects.read(person, said["applicant"])
