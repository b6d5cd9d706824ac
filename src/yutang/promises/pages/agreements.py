"""Agreements: public with their whole text; written down by clerks and officers."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person, person_of
from yutang.plumbing import kept
from yutang.plumbing.pages import form_page, number, page_of, refusals_in
from yutang.plumbing.reader import reads_english
from yutang.promises import access, actions, queries
from yutang.promises.actions.promising import FOLDER
from yutang.promises.forms import AgreementForm, PromiseForm
from yutang.promises.models import Agreement, Promise
from yutang.promises.pages.promises import STATUS_NAMES
from yutang.promises.queries.views import title_of

_A_PAGE = 20


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement, the newest first."""
    page = page_of(request, Agreement.objects.order_by("-signed_on", "-pk"), _A_PAGE)
    shown = queries.agreement_views(list(page.object_list))
    context = {
        "page": page,
        "agreements": shown,
        "codes": {each.place_code for each in shown},
        "writes": bool(access.writes_at(person_of(request))),
    }
    return render(request, "promises/agreements.html", context)


@require_safe
def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """One agreement: parties, clauses with their promises, the whole text with its digest."""
    found = access.agreement(agreement_id)
    rows = Promise.objects.filter(clause__agreement=found).select_related(
        "clause__agreement", "owner"
    )
    shown = list(rows.order_by("due_on", "pk"))
    by_clause: dict[int, list[queries.PromiseView]] = {}
    for row, view in zip(shown, queries.promise_views(shown, lately=True), strict=True):
        by_clause.setdefault(row.clause_id, []).append(view)
    writes = access.writes(person_of(request), found.place_code)
    context = {
        "agreement": found,
        "title": title_of(found, english=reads_english()),
        "clauses": [(each, by_clause.get(each.pk, [])) for each in found.clauses.all()],
        "codes": [found.place_code],
        "names": STATUS_NAMES,
        "writes": writes,
    }
    return render(request, "promises/agreement.html", context)


@never_cache
@form_page
def new_agreement(request: HttpRequest) -> HttpResponse:
    """Write an agreement down."""
    person = need_person(request)
    access.need_writer(person)
    form = AgreementForm(_said(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.sign(form.said(), person)
            messages.success(request, _("Written down. Now say what its clauses promise."))
            return redirect("promises:agreement", made.pk)
    status = 422 if form.errors else 200
    return render(request, "promises/agreement_new.html", {"form": form}, status=status)


@never_cache
@form_page
def new_promise(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Say what a clause promises."""
    person = need_person(request)
    found = access.agreement_to_write(person, agreement_id)
    clauses = list(found.clauses.values_list("pk", "text"))
    asked = {"clause": request.GET.get("clause", ""), "baseline_on": found.signed_on}
    form = PromiseForm(_said(request), initial=asked, clauses=clauses, person=person)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            clause = found.clauses.get(pk=number(form.cleaned_data["clause"]))
            made = actions.promise(clause, form.said(), person)
            messages.success(request, _("Promised. From now on it is counted."))
            return redirect("promises:promise", made.pk)
    context = {"form": form, "agreement": found}
    return render(request, "promises/new.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def file(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """The signed paper, for clerks and officers of the agreement's place."""
    found = access.agreement_to_write(need_person(request), agreement_id)
    return handed_out(found.file_digest, found.file_name)


def handed_out(digest: str, name: str) -> HttpResponseBase:
    """Return a kept file to be saved; raises `NotFound`."""
    try:
        content = kept.content(FOLDER, digest)
    except kept.Gone as error:
        raise NotFound from error
    answer = FileResponse([content], as_attachment=True, filename=name)
    answer["Content-Type"] = "application/octet-stream"
    return answer


def _said(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
