"""What waits for assessors, what a county's clerks look over, a sample of people who were paid."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.indemnity import access, actions
from yutang.indemnity.forms import SampleForm
from yutang.indemnity.models import State
from yutang.indemnity.queries import cases, overview, public
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing.pages import page_of, refusals_told

_ROWS_A_PAGE = 30
TABS = {
    "open": (State.FILED, State.DIFFER, State.APPEALED),
    "decide": (State.AGREED,),
    "back": (State.RETURNED,),
    "paying": (State.APPROVED,),
    "over": (State.PAID, State.REFUSED, State.CLOSED, State.DROPPED),
}


@never_cache
@require_safe
def to_assess(request: HttpRequest) -> HttpResponse:
    """List the cases that wait for the reader's word, the oldest first."""
    person = need_person(request)
    mine = access.to_assess(person)
    waiting = overview.waiting_for(mine, person)
    page = page_of(request, waiting, _ROWS_A_PAGE)
    said = overview.said_by(mine, person)
    context = {
        "page": page,
        "rows": cases.views(page.object_list, person),
        "place_codes": [each.place_code for each in page.object_list],
        "said": cases.views(said[:_ROWS_A_PAGE], person),
    }
    return render(request, "indemnity/to_assess.html", context)


@never_cache
@require_safe
def look_over(request: HttpRequest) -> HttpResponse:
    """List a county's cases by what they wait for, with counts and days."""
    person = need_person(request)
    found = access.of_county(person)
    tab = request.GET.get("tab", "decide")
    tab = tab if tab in TABS else "decide"
    page = page_of(request, found.filter(state__in=TABS[tab]), _ROWS_A_PAGE)
    counts = overview.by_state(found)
    context: dict[str, Any] = {
        "tab": tab,
        "page": page,
        "rows": cases.views(page.object_list, person),
        "place_codes": [each.place_code for each in page.object_list],
        "counts": {name: sum(counts.get(each, 0) for each in TABS[name]) for name in TABS},
        "days": public.median_days(),
        "sample": SampleForm().offer(_places(access.clerk_at(person))),
        "keep": f"tab={tab}&",
        "files": bool(access.files_at(person)),
    }
    return render(request, "indemnity/look_over.html", context)


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Draw a sample of people who were paid, to be called."""
    person = need_person(request)
    codes = access.clerk_at(person)
    if not codes:
        raise NotFound
    form = SampleForm(request.POST).offer(_places(codes))
    if not form.is_valid():
        messages.error(request, _("Please give place, days and how many people."))
        return redirect("indemnity:look-over")
    said = form.cleaned_data
    with refusals_told(request):
        drawn = actions.draw(said["place"], said["from_on"], said["to_on"], said["size"], person)
        messages.success(request, _("The sample is drawn; its seed is on the page."))
        return redirect("spotchecks:spotcheck", drawn)
    return redirect("indemnity:look-over")


def _places(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    named = places.full_names({code for code in codes if code})
    return [(code, named.get(code, code)) for code in codes if code]
