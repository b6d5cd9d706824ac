"""Rows that may be one person: proposed by one, settled by another, parted when wrong."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.plumbing.pages import number, refusals_told
from yutang.roster import access, actions, queries
from yutang.roster.models import DoubleState
from yutang.roster.queries import lists

_SHOWN: Final = 30
_WHY: Final = {
    "birth": gettext_lazy("same name, birth date and village"),
    "mobile": gettext_lazy("same mobile"),
}


@never_cache
@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """What may be one person, what waits for somebody else, what was merged."""
    person = need_person(request)
    places = access.need_lists(person)
    found = access.members(person)
    alike = lists.alike(places)
    waiting = list(lists.doubles(found, DoubleState.PROPOSED)[:_SHOWN])
    merged = list(lists.doubles(found, DoubleState.CONFIRMED)[:_SHOWN])
    ids = {pk for pair in alike for pk in (pair.kept_id, pair.other_id)}
    ids |= {pk for row in waiting for pk in (row.kept_id, row.other_id)}
    ids |= {row.kept_id for row in merged}
    context = {
        "alike": [(pair, _WHY[pair.why]) for pair in alike],
        "waiting": [(row, row.proposed_by_id == person.pk) for row in waiting],
        "merged": merged,
        "names": access.names(person, ids),
        "views": queries.views(ids),
    }
    return render(request, "roster/doubles.html", context)


@never_cache
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose that two rows are one person."""
    person = need_person(request)
    access.need_lists(person)
    kept, other = number(request.POST.get("kept")), number(request.POST.get("other"))
    with refusals_told(request):
        actions.propose_double(kept, other, request.POST.get("reason", ""), person)
        messages.success(request, _("Proposed. Somebody else has to confirm it."))
    return redirect("roster:doubles")


@never_cache
@require_POST
def decide(request: HttpRequest, double_id: int) -> HttpResponse:
    """Merge, settle that they are two, or part again."""
    person = need_person(request)
    access.need_lists(person)
    answer = request.POST.get("answer", "")
    with refusals_told(request):
        if answer == "merge":
            actions.confirm(double_id, person)
            said = _("Merged. Both rows stay; one leads to the other.")
        elif answer == "two":
            actions.refuse(double_id, person)
            said = _("Kept as two persons.")
        elif answer == "part":
            actions.part(double_id, request.POST.get("reason", ""), person)
            said = _("Parted again.")
        else:
            raise NotFound
        messages.success(request, said)
    return redirect("roster:doubles")
