"""A path: where it stands and every step; what clerks, teachers and the applicant can do next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.hosts import access, actions
from yutang.hosts.access import Path
from yutang.hosts.actions import stepping
from yutang.hosts.actions.applying import FOLDER
from yutang.hosts.forms import GuardianForm, PracticeForm
from yutang.hosts.models import Reason, State
from yutang.hosts.queries import learning, paths, ruling
from yutang.hosts.rules import path as rules
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound, Refusal
from yutang.people import access as grants
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing import kept
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told
from yutang.plumbing.reader import sentence
from yutang.roster import access as roster

_ROWS_A_PAGE = 30
TABS = ("turn", "hosts", "all")


@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """The paths of the reader's places: what waits for them, hosts, all with a state."""
    person = need_person(request)
    found = access.paths_of(person)
    asked = request.GET.get("tab", "turn")
    state = request.GET.get("state", "")
    tab = asked if asked in TABS else "turn"
    turn = paths.waiting(found, _turn(person))
    listed = {
        "turn": turn,
        "hosts": found.filter(state__in=[State.CERTIFIED, State.SUSPENDED]).order_by("-since"),
        "all": found.order_by("-since", "-pk"),
    }[tab]
    if tab == "all" and state in State.values:
        listed = listed.filter(state=state)
    page = page_of(request, listed, _ROWS_A_PAGE)
    rows = paths.rows(page.object_list, person)
    context = {
        "tab": tab,
        "state": state if state in State.values else "",
        "states": State.choices,
        "waiting": turn.count(),
        "page": page,
        "rows": rows,
        "names": places.full_names({row.place_code for row in rows}),
        "writes": bool(roster.works_at(person)),
    }
    return render(request, "hosts/paths.html", context)


@never_cache
@require_safe
def path(request: HttpRequest, path_id: int) -> HttpResponse:
    """Where a path stands, what happened, and what this reader can do."""
    person = need_person(request)
    found = access.path_for(person, path_id)
    return render(request, "hosts/path.html", _context(person, found))


@never_cache
@form_page
def practise(request: HttpRequest, path_id: int) -> HttpResponse:
    """A teacher ticks a practice sale, point by point."""
    person = need_person(request)
    found = access.path_for(person, path_id)
    if not access.teaches(person, found) or access.is_own(person, found):
        raise NotFound
    form = PracticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            made = actions.practise(
                found.pk, form.ticks(), said["words"], said["key"], person, sale_id=said["sale"]
            )
            text = _("Passed: the diploma is next.") if made.is_passed else _("Kept. Once more!")
            messages.success(request, text)
            return redirect("hosts:path", found.pk)
    context = {"form": form, "path": found, "name": _name(person, found)}
    status = 422 if request.method == "POST" else 200
    return render(request, "hosts/practice.html", context, status=status)


@require_POST
def step(request: HttpRequest, path_id: int) -> HttpResponse:
    """Do the step that the button names."""
    person = need_person(request)
    access.path_for(person, path_id)
    chosen = _STEPS.get(request.POST.get("step", ""))
    if chosen is None:
        raise NotFound
    does, told = chosen
    with refusals_told(request):
        does(request, path_id, person)
        messages.success(request, str(told))
    return redirect("hosts:path", path_id)


@never_cache
@form_page
def guardian(request: HttpRequest, path_id: int) -> HttpResponse:
    """Record a guardian's consent with its paper."""
    person = need_person(request)
    found = access.path_for(person, path_id)
    if not (access.checks(person, found) or found.made_by_id == person.pk):
        raise NotFound
    form = GuardianForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            actions.add_guardian(found.pk, form.wish(), person)
            messages.success(request, _("The guardian's consent is recorded."))
            return redirect("hosts:path", found.pk)
    context = {"form": form, "path": found, "name": _name(person, found)}
    status = 422 if request.method == "POST" else 200
    return render(request, "hosts/guardian.html", context, status=status)


@never_cache
@require_safe
def paper(request: HttpRequest, path_id: int) -> HttpResponse:
    """Hand out the guardian's paper to a clerk of the county; that they looked is kept."""
    person = need_person(request)
    found = access.path_for(person, path_id)
    if not access.checks(person, found):
        raise NotFound
    digest = learning.paper_of(found)
    if not digest:
        raise NotFound
    try:
        data = kept.content(FOLDER, digest)
    except kept.Gone as gone:
        raise NotFound from gone
    account = learning.account_of(found)
    people.record_opening(person, account, "guardian", f"hosts:{found.pk}", "核对监护人同意书")
    response = HttpResponse(data, content_type="image/webp")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _turn(person: Person) -> tuple[State, ...]:
    """Return the states in which a path waits for somebody like this."""
    checks = bool(grants.places_of(person, "clerk"))
    teaches = bool(grants.places_of(person, "teacher"))
    clerk = paths.WAITS_FOR_CLERK if checks else ()
    teacher = paths.WAITS_FOR_TEACHER if teaches else ()
    return (*clerk, *teacher) or (State.REFUSED,)


def _context(person: Person, found: Path) -> dict[str, Any]:
    checks = access.checks(person, found)
    own = access.is_own(person, found)
    applicant = learning.applicant(found)
    refused = paths.last_step(found, "refuse") if found.state == State.REFUSED else None
    decides = checks and not own and found.state == State.APPLIED
    rule = ruling.rule_at(found.place_code)
    return {
        "path": found,
        "name": _name(person, found),
        "place": places.full_name(found.place_code),
        "county": places.full_name(access.county_of(found)),
        "state_name": found.get_state_display(),
        "line": paths.line_of(found),
        "steps": paths.steps_of(found),
        "practices": paths.practices_of(found),
        "refused": refused,
        "reason": str(Reason(refused.reason).label) if refused else "",
        "suspended": paths.last_step(found, "suspend") if found.state == State.SUSPENDED else None,
        "own": own,
        "listed": bool(access.lists(person)),
        "checks": checks and not own,
        "decides": decides and not _barred(person, found),
        "barred": _barred(person, found) if decides else "",
        "applicant": applicant,
        "guardian": learning.guardian_of(found) if checks or own else None,
        "is_minor": applicant.age is not None and applicant.age < rules.AGE_FULL,
        "lacks": [sentence(refusal) for refusal in rules.why_not(applicant, saw_identity=True)],
        "reasons": Reason.choices,
        "writes": access.writes_for(person, found),
        "may_end": found.state != State.LEFT
        and (checks or (access.writes_for(person, found) and found.certified_at is None)),
        "teaches": access.teaches(person, found) and not own,
        "sees_months": access.sees_months(person, found) and found.certified_at is not None,
        "passed": learning.passed_class(found) if found.cohort_id or checks or own else None,
        "is_dormant": paths.is_dormant(found, now(), rule.dormant_days),
        "rule": rule,
        "has_account": applicant.account is not None,
    }


def _barred(person: Person, found: Path) -> str:
    """Return why this clerk may not decide on it, in the reader's language; else nothing."""
    try:
        rules.check_decider(person.pk, learning.applicant(found), stepping.happened(found))
    except Refusal as refusal:
        return sentence(refusal)
    return ""


def _name(person: Person, found: Path) -> str:
    return roster.names(person, [found.member_id]).get(found.member_id, "")


_Does = Callable[[HttpRequest, int, Person], object]


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "")


_STEPS: dict[str, tuple[_Does, Promise]] = {
    "admit": (
        lambda request, path_id, by: actions.admit(
            path_id, by, saw_identity="saw_identity" in request.POST
        ),
        gettext_lazy("Admitted. A class for hosts is next."),
    ),
    "refuse": (
        lambda request, path_id, by: actions.refuse(
            path_id, request.POST.get("reason", ""), _words(request), by
        ),
        gettext_lazy("Not admitted. The applicant reads the reason and can apply again or appeal."),
    ),
    "again": (
        lambda request, path_id, by: actions.apply_again(path_id, _words(request), by),
        gettext_lazy("Handed in again."),
    ),
    "appeal": (
        lambda request, path_id, by: actions.apply_again(
            path_id, _words(request), by, appeals=True
        ),
        gettext_lazy("The appeal is handed in. Somebody else decides on it."),
    ),
    "certify": (
        lambda _request, path_id, by: actions.certify(path_id, by),
        gettext_lazy("The diploma is given, and with it the role of a host for this county."),
    ),
    "suspend": (
        lambda request, path_id, by: actions.suspend(path_id, _words(request), by),
        gettext_lazy("Suspended: no show can be held until the suspension is lifted."),
    ),
    "resume": (
        lambda request, path_id, by: actions.resume(path_id, _words(request), by),
        gettext_lazy("The suspension is lifted."),
    ),
    "leave": (
        lambda request, path_id, by: actions.leave(path_id, _words(request), by),
        gettext_lazy("The path has ended. What happened is kept."),
    ),
}
