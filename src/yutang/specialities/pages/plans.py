"""Pages of plans: lists, one plan with its goals and tasks, writing it, the county's sum."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.goods.pictures import BYTES_MAX
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound, Refusal
from yutang.kernel.ids import row_id
from yutang.people.access import Person
from yutang.people.sessions import need_person, person_of
from yutang.places import access as places
from yutang.places import queries as tree
from yutang.places.rules import CODE_DIGITS, Level
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.plumbing.reader import sentence
from yutang.specialities import access
from yutang.specialities.actions import plans as actions
from yutang.specialities.forms import GoalForm, PlanForm, PlansForm, TaskForm
from yutang.specialities.models import Plan, PlanState, Task
from yutang.specialities.queries import plans as queries
from yutang.specialities.queries import standings
from yutang.specialities.rules import plans

_PLANS_A_PAGE = 30


@never_cache
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans that the reader may see, by place, state and class."""
    person = person_of(request)
    form = PlansForm(request.GET)
    form.is_valid()
    said = {name: form.cleaned_data.get(name, "") for name in form.fields}
    under = "".join(sign for sign in said["under"] if sign.isdigit())
    found = queries.filtered(access.plans_of(person), under, said["state"], said["class_code"])
    page = page_of(request, found, _PLANS_A_PAGE)
    context = {
        "page": page,
        "lines": queries.plan_lines(list(page.object_list)),
        "form": form,
        "said": said,
        "place": tree.full_name(under) if len(under) in CODE_DIGITS.values() else "",
        "may_write": access.writes(person),
        "keep": "".join(f"{name}={value}&" for name, value in said.items() if value.isalnum()),
    }
    return render(request, "specialities/plans.html", context)


@never_cache
@require_safe
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One plan; who speaks for its place moves and works on it here."""
    person = person_of(request)
    found = access.plan_for(person, plan_id)
    return render(request, "specialities/plan.html", _shown(person, found))


@form_page
def new_plan(request: HttpRequest) -> HttpResponse:
    """Begin a plan of a village or town."""
    person = need_person(request)
    access.need_writer(person)
    year = today().year
    start = {
        "begins_on": f"{year}-01-01",
        "ends_on": f"{year + 3}-12-31",
        "place": request.GET.get("place", "")[:12],
        "class_code": request.GET.get("class", "")[:8],
    }
    form = PlanForm(_said(request), initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.make_plan(form.cleaned_data["place"], form.facts(), person)
            messages.success(request, _("The draft is kept. Now add goals and tasks."))
            return redirect("specialities:plan-edit", made.pk)
    status = 422 if form.errors else 200
    return render(request, "specialities/plan_new.html", {"form": form}, status=status)


@never_cache
@form_page
def edit_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Write a draft: what it says, its goals, its tasks. Each form is kept by itself."""
    person = need_person(request)
    found = access.plan_to_write(person, plan_id)
    forms = _forms(found)
    if request.method == "POST":
        do = _WRITES.get(request.POST.get("do", ""))
        if do is None:
            raise NotFound
        try:
            forms |= do(request, found, person)
        except NotFound:
            raise
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        if not any(form.errors for form in forms.values()):
            return redirect("specialities:plan-edit", found.pk)
    context = {"plan": queries.plan_view(found), "version": found.version, **forms}
    context["is_draft"] = found.state in plans.EDITABLE
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "specialities/plan_edit.html", context, status=status)


@require_POST
def move_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Propose, agree, send back, begin or close a plan."""
    person = need_person(request)
    found = access.plan_for(person, plan_id)
    if not access.sides(person, found.place_code):
        raise NotFound
    with refusals_told(request):
        to_state, reason = request.POST.get("to", ""), request.POST.get("reason", "")
        moved = actions.move_plan(plan_id, to_state, reason, person)
        messages.success(request, _("Noted: %(state)s.") % {"state": moved.get_state_display()})
    return redirect("specialities:plan", plan_id)


@require_POST
def work_on_task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Say how far a task is, with a note and a photograph."""
    person = need_person(request)
    task = access.task_to_work(person, task_id)
    with refusals_told(request):
        actions.work_on_task(
            task_id,
            request.POST.get("state", ""),
            request.POST.get("note", ""),
            person,
            photograph=_photograph(request),
        )
        messages.success(request, _("Noted, with your name and the time."))
    return redirect("specialities:plan", task.plan_id)


@never_cache
@require_safe
def evidence(request: HttpRequest, task_id: int) -> HttpResponse:
    """A task's photograph, for those who speak for the place; it has no public address."""
    task = access.task_to_work(need_person(request), task_id)
    if not task.evidence:
        raise NotFound
    with task.evidence.open("rb") as kept:
        response = HttpResponse(kept.read(), content_type="image/webp")
    response.headers["Content-Disposition"] = "inline"
    return response


@never_cache
@require_safe
def version(request: HttpRequest, plan_id: int, plan_version: int) -> HttpResponse:
    """A plan as it stood in an earlier version, for those who speak for the place."""
    found = access.plan_to_write(need_person(request), plan_id)
    kept = found.versions.select_related("by").filter(version=plan_version).first()
    if kept is None:
        raise NotFound
    told = kept.told
    titles = queries.figure_titles([goal["figure"] for goal in told["goals"]])
    context = {
        "plan": found,
        "kept": kept,
        "told": told,
        "place": tree.full_name(found.place_code),
        "label": standings.class_labels([told["class_code"]])[told["class_code"]],
        "goals": [(titles[goal["figure"]], goal) for goal in told["goals"]],
    }
    return render(request, "specialities/version.html", context)


@require_safe
def county(request: HttpRequest, code: str) -> HttpResponse:
    """The plans of a place's villages and towns added up; printed on A4."""
    found = places.place(code)
    if found.code != code:
        return redirect("specialities:county", found.code)
    if found.level >= Level.VILLAGE:
        raise NotFound
    context = {
        "place": found,
        "full_name": tree.full_name(code),
        "sum": queries.county_plan(code),
        "works_here": access.works_at(person_of(request), code),
    }
    return render(request, "specialities/county.html", context)


def _shown(person: Person | None, found: Plan) -> dict[str, Any]:
    sides = access.sides(person, found.place_code)
    ends = plans.moves_from(found.state, sides)
    return {
        "plan": queries.plan_view(found),
        "works_here": "village" in sides,
        "moves": [
            (end, PlanState(end).label, (found.state, end) in plans.WITH_REASON) for end in ends
        ],
        "is_draft": found.state in plans.EDITABLE,
        "is_at_work": found.state in plans.WORKING and "village" in sides,
        "task_states": Task.State.choices,
        "diary": found.moves.select_related("by") if sides else [],
        "versions": found.versions.select_related("by").order_by("-version")
        if "village" in sides
        else [],
        "county_code": found.place_code[:6],
    }


def _forms(found: Plan) -> dict[str, Form]:
    return {
        "plan_form": PlanForm(initial=PlanForm.initial_of(found)),
        "goal_form": GoalForm(),
        "task_form": TaskForm(),
    }


def _write_plan(request: HttpRequest, found: Plan, person: Person) -> dict[str, Form]:
    form = PlanForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.rewrite_plan(found.pk, _version(request), form.facts(), person)
    return {"plan_form": form}


def _add_goal(request: HttpRequest, found: Plan, person: Person) -> dict[str, Form]:
    form = GoalForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.add_goal(found.pk, _version(request), form.wish(), person)
    return {"goal_form": form}


def _add_task(request: HttpRequest, found: Plan, person: Person) -> dict[str, Form]:
    form = TaskForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.add_task(found.pk, _version(request), form.facts(), person)
    return {"task_form": form}


def _remove_goal(request: HttpRequest, found: Plan, person: Person) -> dict[str, Form]:
    figure = request.POST.get("figure", "")
    actions.remove_goal(found.pk, _version(request), figure, person)
    return {}


def _remove_task(request: HttpRequest, found: Plan, person: Person) -> dict[str, Form]:
    task_id = number(request.POST.get("task"))
    actions.remove_task(found.pk, _version(request), task_id, person)
    return {}


_WRITES: dict[str, Callable[[HttpRequest, Plan, Person], dict[str, Form]]] = {
    "plan": _write_plan,
    "goal": _add_goal,
    "task": _add_task,
    "remove-goal": _remove_goal,
    "remove-task": _remove_task,
}


def _version(request: HttpRequest) -> int:
    """Return which version the form was made of; 0, which is none, where it does not say."""
    return row_id(request.POST.get("version")) or 0


def _photograph(request: HttpRequest) -> bytes | None:
    given = request.FILES.get("photograph")
    return given.read(BYTES_MAX + 1) if given else None


def _said(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
