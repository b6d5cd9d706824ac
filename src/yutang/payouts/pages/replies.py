"""What the bank replied: uploaded, looked at with its sums, confirmed, mismatches resolved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.payouts import access, actions, queries
from yutang.payouts.forms import ReplyForm, ResolveForm
from yutang.people.sessions import need_person
from yutang.plumbing.pages import page_of, refusals_in, refusals_told

_LINES_A_PAGE = 100
_LOOKS_A_PAGE = 20


@require_POST
def upload(request: HttpRequest, run_id: int) -> HttpResponse:
    """Read the bank's file and lead to what it says; nothing is booked yet."""
    person = need_person(request)
    run = access.run_for(person, run_id)
    form = ReplyForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_in(form):
            file = form.cleaned_data["file"]
            reply = actions.take_in(run.pk, file.read(), file.name, person)
            if reply.confirmed_at is not None:
                messages.info(request, _("This reply was taken over before. Nothing has changed."))
            return redirect("payouts:reply", reply.pk)
    context = {"run": run, "number": queries.run_number(run.pk), "form": form}
    return render(request, "payouts/upload.html", context, status=422)


@never_cache
@require_safe
def reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Show what a reply says, before and after it is confirmed."""
    found = access.reply_for(need_person(request), reply_id)
    page = page_of(request, found.lines.order_by("line"), _LINES_A_PAGE)
    context = {
        "reply": found,
        "run": found.run,
        "number": queries.run_number(found.run_id),
        "totals": queries.reply_totals(found),
        "page": page,
    }
    return render(request, "payouts/reply.html", context)


@require_POST
def confirm(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Take the reply over."""
    person = need_person(request)
    with refusals_told(request):
        actions.confirm(reply_id, person)
        messages.success(request, _("Taken over."))
    return redirect("payouts:reply", reply_id)


@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """List the lines that somebody has to look at, each with what can be done."""
    person = need_person(request)
    page = page_of(request, queries.worklist(access.reply_lines_of(person)), _LOOKS_A_PAGE)
    lines = list(page.object_list)
    names = queries.payee_names({line.payout.payee_id for line in lines if line.payout})
    rows = [
        (
            line,
            names.get(line.payout.payee_id, "") if line.payout else "",
            queries.run_number(line.reply.run_id),
            queries.ways_to_resolve(line),
        )
        for line in lines
    ]
    return render(request, "payouts/worklist.html", {"page": page, "rows": rows})


@require_POST
def resolve(request: HttpRequest, line_id: int) -> HttpResponse:
    """Resolve one line, with a note."""
    person = need_person(request)
    access.reply_line_for(person, line_id)
    form = ResolveForm(request.POST)
    if form.is_valid():
        with refusals_told(request):
            said = form.cleaned_data
            actions.resolve(line_id, said["how"], said["note"], person)
            messages.success(request, _("Resolved and noted."))
    return redirect("payouts:worklist")
