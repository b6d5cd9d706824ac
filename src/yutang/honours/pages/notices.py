"""What is under public notice, and objections to it: for everybody, without an account too."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.honours import actions
from yutang.honours.forms import ObjectionForm
from yutang.honours.queries import applications, words
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.sessions import address_of, person_of
from yutang.places import queries as places
from yutang.plumbing.pages import form_page, page_of, refusals_in

_ROWS_A_PAGE = 30


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What is under notice now, the next to end first."""
    page = page_of(request, applications.notices_now(), _ROWS_A_PAGE)
    names = places.full_names({each.place_code for each in page.object_list})
    rows = [(each, words.kind(each.kind), names[each.place_code]) for each in page.object_list]
    return render(request, "honours/notices.html", {"page": page, "rows": rows})


@never_cache
@form_page
def notice(request: HttpRequest, noticed_id: int) -> HttpResponse:
    """One notice: what is to be awarded, to whom, until when; objections are handed in here."""
    found = applications.under_notice(noticed_id)
    if found is None:
        raise NotFound
    form = ObjectionForm(request.POST or None, initial={"key": ObjectionForm.new_key()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            actions.object_to(
                found.pk,
                said["text"],
                said["contact"],
                said["key"],
                by=person_of(request),
                address=address_of(request),
            )
            messages.success(request, _("Your objection is kept. It is decided before any award."))
            return redirect("honours:notice", found.pk)
    context = {
        "application": found,
        "kind": words.kind(found.kind),
        "place": places.full_name(found.place_code),
        "state_name": words.state(found.state),
        "runs": applications.notice_runs(found, today()),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "honours/notice.html", context, status=status)
