"""Pages of the spot checks room: what samples said, and whom to call, on a phone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.people.sessions import need_person, person_of
from yutang.places import queries as places
from yutang.plumbing import sheets
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.spotchecks import access, actions, queries, rules
from yutang.spotchecks.forms import CallForm
from yutang.spotchecks.models import Drawn

_ROWS_A_PAGE = 30


@never_cache
@require_safe
def spotchecks(request: HttpRequest) -> HttpResponse:
    """The samples of the reader's places."""
    page = page_of(request, access.samples_of(need_person(request)), _ROWS_A_PAGE)
    context = {"page": page, "samples": queries.samples(page.object_list)}
    return render(request, "spotchecks/spotchecks.html", context)


@require_safe
def spotcheck(request: HttpRequest, sample_id: int) -> HttpResponse:
    """What a sample says: for everybody from ten persons reached on, for its office always."""
    sample = access.sample(sample_id)
    person = person_of(request)
    summary = queries.summary(sample)
    works = access.works(person, sample.place_code)
    context = {
        "sample": sample,
        "place": places.full_name(sample.place_code),
        "summary": summary,
        "works": works,
        "shows": works or summary.may_publish,
        "calls": person is not None and access.may_call(person, sample),
    }
    return render(request, "spotchecks/spotcheck.html", context)


@never_cache
@require_safe
def draw_file(request: HttpRequest, sample_id: int) -> HttpResponse:
    """Frame and draw as a table, so that an inspector draws again: ids only, no persons."""
    sample = access.sample_for(need_person(request), sample_id)
    order = {
        member: at
        for at, member in enumerate(rules.draw(sample.frame, sample.seed, sample.size), 1)
    }
    rows = [[member, order.get(member, "")] for member in sample.frame]
    head = [_("Id in the roster"), _("Number drawn")]
    return sheets.sent([head, *rows], f"spotcheck-{sample.pk}", "csv")


@never_cache
@require_safe
def calls(request: HttpRequest, sample_id: int) -> HttpResponse:
    """Whom to call."""
    person = need_person(request)
    sample = access.sample_for(person, sample_id)
    rows = queries.calls(sample)
    context = {
        "sample": sample,
        "open": [each for each in rows if not each.is_done],
        "done": [each for each in rows if each.is_done],
        "may_call": access.may_call(person, sample),
        "codes": [each.place_code for each in rows],
    }
    return render(request, "spotchecks/calls.html", context)


@never_cache
@form_page
def call(request: HttpRequest, sample_id: int, call_number: int) -> HttpResponse:
    """One person: the number, the questions, what came of it."""
    person = need_person(request)
    drawn = access.drawn_for(person, sample_id, call_number)
    form = CallForm(drawn.sample, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            actions.note(
                sample_id,
                call_number,
                said["result"],
                form.answers(),
                person,
                key=said["key"],
                said=said["note"],
            )
            messages.success(request, _("Noted."))
            return redirect("spotchecks:calls", sample_id)
    return _call_page(request, drawn, form)


@never_cache
@require_POST
def open_number(request: HttpRequest, sample_id: int, call_number: int) -> HttpResponse:
    """Open the number to tap; that it was opened is kept."""
    person = need_person(request)
    drawn = access.drawn_for(person, sample_id, call_number)
    number = ""
    with refusals_told(request):
        number = actions.open_number(sample_id, call_number, person)
    if not number:
        return redirect("spotchecks:call", sample_id, call_number)
    return _call_page(request, drawn, CallForm(drawn.sample), number)


def _call_page(
    request: HttpRequest, drawn: Drawn, form: CallForm, number: str = ""
) -> HttpResponse:
    view = queries.call(drawn)
    context = {
        "sample": drawn.sample,
        "call": view,
        "place": places.full_name(view.place_code),
        "form": form,
        "number": number,
        "history": queries.history(drawn),
        "may_call": access.may_call(need_person(request), drawn.sample),
    }
    return render(request, "spotchecks/call.html", context, status=422 if form.errors else 200)
