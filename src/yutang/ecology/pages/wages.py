"""Pages about work: who worked on a day, and the sheets by which it is paid."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.ecology import access, actions, queries
from yutang.ecology.forms import ReasonForm, SheetForm, WorkForm
from yutang.ecology.pages.answering import by_outbox, done, not_understood
from yutang.ecology.pages.planting import workers_at
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.programmes import access as programmes
from yutang.programmes import queries as programme_queries

_ROWS_A_PAGE = 30


@form_page
def work(request: HttpRequest, plot_id: int) -> HttpResponse:
    """Note who worked on a day; from a phone's outbox too."""
    person = need_person(request)
    plot = access.plot_for(person, plot_id)
    posted = request.method == "POST"
    form = WorkForm(workers_at(person, plot), request.POST if posted else None)
    if posted and form.is_valid():
        with refusals_in(form):
            actions.note_work(
                plot_id, form.cleaned_data["on"], form.cleaned_data["members"], person
            )
            return done(request, reverse("ecology:plot", args=[plot_id]))
    if posted and by_outbox(request):
        return not_understood(form)
    context = {"form": form, "plot": plot}
    return render(request, "ecology/work.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: HttpRequest, work_day_id: int) -> HttpResponse:
    """Take back a day that was noted by mistake."""
    person = need_person(request)
    day = access.work_day_for(person, work_day_id)
    with refusals_told(request):
        actions.take_back(work_day_id, person)
        messages.success(request, _("Taken back."))
    return redirect("ecology:plot", day.plot_id)


@never_cache
@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """The wage sheets of the reader's programmes."""
    person = need_person(request)
    if not programmes.works(person):
        raise NotFound
    page = page_of(request, access.sheets_of(person), _ROWS_A_PAGE)
    context = {"page": page, "sheets": queries.sheets(page.object_list)}
    return render(request, "ecology/sheets.html", context)


@never_cache
@form_page
def new_sheet(request: HttpRequest) -> HttpResponse:
    """Put unpaid work days on a sheet."""
    person = need_person(request)
    own = programmes.programmes_at(person).filter(state="running")
    if not programmes.works(person):
        raise NotFound
    posted = request.method == "POST"
    form = SheetForm(programme_queries.choices(own), request.POST if posted else None)
    if posted and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            made = actions.make_sheet(
                int(said["programme"]), said["since"], said["until"], form.day_fen(), person
            )
            return redirect("ecology:sheet", made.pk)
    waiting = [(each.name, *queries.unpaid(each.pk)) for each in own]
    context = {"form": form, "waiting": [row for row in waiting if row[1]]}
    return render(request, "ecology/sheet_new.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """A wage sheet: to print and sign, to agree to or to refuse."""
    person = need_person(request)
    found = access.sheet_for(person, sheet_id)
    decides = programmes.decides(person, found.programme.place_code)
    context = {
        "sheet": queries.sheet_view(found),
        "wages": queries.wages_of(found, person),
        "waits": found.state == "made",
        "is_own": found.made_by_id == person.pk,
        "decides": decides and found.made_by_id != person.pk,
        "form": ReasonForm(),
    }
    return render(request, "ecology/sheet.html", context)


@require_POST
def decide(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """Agree to a sheet, or refuse it with a reason."""
    person = need_person(request)
    found = access.sheet_for(person, sheet_id)
    with refusals_told(request):
        if request.POST.get("outcome") == "agree":
            actions.agree(found.pk, person)
            messages.success(request, _("Agreed. The wages go out with the next payout."))
        else:
            actions.refuse_sheet(found.pk, request.POST.get("reason", ""), person)
            messages.success(request, _("Refused. Its days can be put on another sheet."))
    return redirect("ecology:sheet", sheet_id)
