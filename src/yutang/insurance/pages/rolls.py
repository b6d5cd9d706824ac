"""Registers of a policy period: uploaded, read, confirmed; who is insured; who is refused."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django import app

from yutang.insurance import access, actions
from yutang.insurance.actions.uploading import RegisterFile
from yutang.insurance.columns import COLUMNS
from yutang.insurance.errors import RollDone, RollThere
from yutang.insurance.forms import NumberForm, UploadForm
from yutang.insurance.models import Policy, RefusedRow, Roll
from yutang.insurance.queries import lists, rolls, saying
from yutang.insurance.queries.plans import plan_view
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.plumbing.reader import sentence
from yutang.plumbing.sheets.limits import NoFile
from yutang.plumbing.sheets.writing import sent_as_read, sent_template

_ROWS_A_PAGE = 50
_WORK = "yutang.insurance.jobs.work_on"
"""Pages and jobs stand side by side: the work is asked for by its name."""
_AGAIN_S = 2
"""A page with a progress bar asks anew after so many seconds."""
_VERBS: dict[str, Callable[[int, Person], Roll]] = {
    "confirm": actions.confirm,
    "drop": actions.drop,
    "again": actions.read_again,
}


@never_cache
@form_page
def policy(request: HttpRequest, policy: int) -> HttpResponse:
    """One policy period: its figures, its registers, and a register to upload."""
    person = need_person(request)
    found = access.policy_for(person, policy)
    form = UploadForm()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        form.is_valid()
        with refusals_in(form):
            return redirect("insurance:roll", _uploaded(request, found, form, person))
    page = page_of(request, rolls.rolls_of(found), _ROWS_A_PAGE)
    context = {
        "plan": plan_view(found.plan),
        "policy": lists.policy_views([found])[0],
        "rolls": rolls.roll_views(list(page.object_list)),
        "page": page,
        "form": form,
        "find": NumberForm(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "insurance/policy.html", context, status=status)


def _uploaded(request: HttpRequest, found: Policy, form: UploadForm, person: Person) -> int:
    """Return the number of the register that was uploaded, or of the one that it was already."""
    file = form.cleaned_data.get("file")
    key = form.cleaned_data.get("key")
    if not isinstance(file, UploadedFile) or key is None:
        raise NoFile
    register = RegisterFile(
        key=key,
        name=file.name or "",
        data=file.read(),
        has_consents=bool(form.cleaned_data.get("consent")),
    )
    try:
        with transaction.atomic():
            roll = actions.upload(found.pk, register, person)
            _ask(roll)
    except (RollDone, RollThere) as there:
        messages.info(request, sentence(there))
        return int(str(there.fields["number"]))
    return roll.pk


@never_cache
@form_page
def roll(request: HttpRequest, roll: int) -> HttpResponse:
    """One register: how far it is, what would become of its rows, and the decision."""
    person = need_person(request)
    found = access.roll_for(person, roll)
    if request.method == "POST":
        return _decided(request, found, person)
    reason = request.GET.get("reason", "")
    page = page_of(request, rolls.refused_of(found, reason), _ROWS_A_PAGE)
    view = rolls.roll_view(found)
    context: dict[str, Any] = {
        "plan": plan_view(found.policy.plan),
        "policy": lists.policy_views([found.policy])[0],
        "roll": view,
        "counts": [(name, saying.reason(name), rows) for name, rows in view.counts],
        "refused": [(row, saying.reason(row.reason)) for row in page.object_list],
        "page": page,
        "reason": reason,
    }
    answer = render(request, "insurance/roll.html", context)
    if view.is_at_work:
        answer["Refresh"] = str(_AGAIN_S)
    return answer


def _decided(request: HttpRequest, found: Roll, person: Person) -> HttpResponse:
    verb = _VERBS.get(request.POST.get("do", ""))
    with refusals_told(request):
        if verb is None:
            number(None)
        else:
            with transaction.atomic():
                after = verb(found.pk, person)
                if after.state in {"reading", "enrolling"}:
                    _ask(after)
            if after.state == "dropped":
                messages.success(request, _("Given up: nothing of the file is kept."))
                return redirect("insurance:policy", found.policy_id)
    return redirect("insurance:roll", found.pk)


def _ask(roll: Roll) -> None:
    """Ask for the work on a register, in the transaction that made it wait."""
    app.configure_task(_WORK).defer(roll_id=roll.pk)


@never_cache
@require_safe
def refused(request: HttpRequest, roll: int) -> HttpResponseBase:
    """The refused rows as a table: row, reason, masked; the register itself has the rest."""
    found = access.roll_for(need_person(request), roll)
    heading = (_("Row"), _("Why not"), _("The other row"), _("Name"), _("Identity number"))
    rows = rolls.refused_of(found).iterator(2_000)
    form = "xlsx" if request.GET.get("form") == "xlsx" else "csv"
    name = f"refused-{found.pk}"
    return sent_as_read(_lines(heading, rows), name, "xlsx" if form == "xlsx" else "csv")


def _lines(heading: tuple[str, ...], rows: Iterator[RefusedRow]) -> Iterator[tuple[object, ...]]:
    yield heading
    for row in rows:
        why = saying.reason(row.reason)
        yield row.row, why, row.other_row or "", row.name_masked, row.id_masked


@never_cache
@form_page
def insured(request: HttpRequest, policy: int) -> HttpResponse:
    """Who is insured in a period, masked; one person is found by the identity number."""
    person = need_person(request)
    found = access.policy_for(person, policy)
    form = NumberForm(request.POST or None)
    rows, sought = lists.insured(found), False
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            rows = lists.insured_by_number(found, form.cleaned_data["id_number"])
            sought = True
    page = page_of(request, rows, _ROWS_A_PAGE)
    context = {
        "plan": plan_view(found.plan),
        "policy": lists.policy_views([found])[0],
        "insured": lists.insured_views(list(page.object_list)),
        "page": page,
        "find": form,
        "sought": sought,
    }
    return render(request, "insurance/insured.html", context)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """A register to fill in."""
    form = "csv" if request.GET.get("form") == "csv" else "xlsx"
    return sent_template(COLUMNS, "insurance-register", "csv" if form == "csv" else "xlsx")
