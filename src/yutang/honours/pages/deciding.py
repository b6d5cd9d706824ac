"""What offices do: the worklist, decisions, objections, awards, and watching over honours."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.honours import access, actions
from yutang.honours.models import Honour
from yutang.honours.pages import applying
from yutang.honours.queries import applications, register
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import page_of, refusals_told

_ROWS_A_PAGE = 30
_REVIEWS_MOST = 30
TABS = ("turn", "under_way", "reviews", "over")


@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's offices, what has waited longest first; reviews that are due."""
    person = need_person(request)
    codes = access.need_offices(person)
    waiting = applications.waiting_for(codes)
    tab = request.GET.get("tab", "turn")
    tab = tab if tab in TABS else "turn"
    due = register.to_review(codes, _REVIEWS_MOST)
    context = {"tab": tab, "waiting": waiting.count(), "due": len(due)}
    if tab == "reviews":
        context |= {"honours": register.views(due)}
    else:
        listed = {
            "turn": lambda: waiting,
            "under_way": lambda: applications.under_way(codes),
            "over": lambda: applications.over(codes),
        }[tab]()
        page = page_of(request, listed, _ROWS_A_PAGE)
        context |= {"page": page, "rows": applications.rows(page.object_list)}
    return render(request, "honours/worklist.html", context)


@require_POST
def decide(request: HttpRequest, application_id: int) -> HttpResponse:
    """A level passes a version on, returns it, or refuses."""
    person = need_person(request)
    access.application_for(person, application_id)
    said = request.POST
    with refusals_told(request):
        number = row_id(said.get("version")) or 0
        made = actions.decide(
            application_id, number, said.get("outcome", ""), said.get("reason", ""), person
        )
        messages.success(request, _("Noted: %(what)s.") % {"what": made.get_outcome_display()})
    return redirect("honours:application", application_id)


@require_POST
def award(request: HttpRequest, application_id: int) -> HttpResponse:
    """Award the honour: its plaque gets a number."""
    person = need_person(request)
    access.application_for(person, application_id)
    with refusals_told(request):
        made = actions.award(application_id, person)
        messages.success(request, _("Awarded: plaque %(number)s.") % {"number": made.number})
        return redirect("honours:honour", made.number)
    return redirect("honours:application", application_id)


@require_POST
def objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """Say what came of an objection."""
    person = need_person(request)
    found = access.objection_for(person, objection_id)
    said = request.POST
    with refusals_told(request):
        actions.decide_objection(
            objection_id, said.get("finding", ""), said.get("answer", ""), person
        )
        messages.success(request, _("The objection is decided."))
    return redirect("honours:application", found.application_id)


@never_cache
@require_POST
def contact(request: HttpRequest, objection_id: int) -> HttpResponse:
    """Show how who objected can be reached; that somebody looked is kept."""
    person = need_person(request)
    found = access.objection_for(person, objection_id)
    reach = actions.open_contact(objection_id, person)
    context = applying.context_of(person, access.application_for(person, found.application_id))
    context |= {"contact_of": objection_id, "contact": reach}
    return render(request, "honours/application.html", context)


Step = Callable[[str, Person, str], object]
_STEPS: dict[str, tuple[Step, Promise]] = {
    "keep": (actions.review, gettext_lazy("Reviewed: the honour is kept.")),
    "warn": (actions.warn, gettext_lazy("The warning stands on the public page.")),
    "lift": (actions.lift, gettext_lazy("The warning is lifted.")),
    "intend": (
        actions.intend_withdrawal,
        gettext_lazy("The holder may speak first, until then."),
    ),
    "speak": (actions.speak, gettext_lazy("Your words are kept and stand on the public page.")),
    "spare": (actions.give_up_withdrawal, gettext_lazy("The honour stays as it is.")),
    "withdraw": (
        actions.withdraw,
        gettext_lazy("Withdrawn. Its code says so from now on."),
    ),
}


@require_POST
def step(request: HttpRequest, plaque_number: str) -> HttpResponse:
    """Review, warn, lift, hear, withdraw: ``step`` names it."""
    person, found = need_person(request), _found(plaque_number)
    if not (access.watches(person, found) or access.holds(person, found)):
        raise NotFound
    name = request.POST.get("step", "")
    if name not in _STEPS:
        raise NotFound
    take, done = _STEPS[name]
    with refusals_told(request):
        take(found.number, person, request.POST.get("reason", ""))
        messages.success(request, str(done))
    return redirect("honours:honour", found.number)


def _found(number: str) -> Honour:
    found = register.by_number(number)
    if found is None:
        raise NotFound
    return found
