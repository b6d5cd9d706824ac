"""Plans: written, moved along their states, worked on. One verb, one transaction.

What a goal starts from is read from its figure, never typed. Every writing is a version of its
own; two people who write at once do not overwrite each other.
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from yutang.goods.pictures import shrink
from yutang.kernel.clock import now
from yutang.people import access as people
from yutang.people.access import Person
from yutang.places import access as places
from yutang.places.rules import Level
from yutang.specialities import access
from yutang.specialities.errors import (
    BadGoal,
    BadTask,
    NoBaseline,
    PlanChanged,
    PlanStands,
    PlanTwice,
)
from yutang.specialities.models import Goal, Plan, PlanMove, PlanVersion, Task
from yutang.specialities.queries import goals
from yutang.specialities.rules import plans
from yutang.specialities.rules.plans import GoalFacts, GoalWish, PlanFacts, TaskFacts

Change = Callable[[PlanFacts], PlanFacts]


def make_plan(place: str, facts: PlanFacts, by: Person, *, is_demo: bool = False) -> Plan:
    """Begin a plan of a village or town, as a draft.

    Raises:
        NotFound: the place is not the person's to write for.
        BadCode, UnknownPlace, WrongLevel, BadPlan, BadGoal, BadTask: what was given.
        PlanTwice: it has a plan that is not closed.
    """
    code = places.check_code(place, Level.VILLAGE, Level.TOWN)
    people.require(by, "clerk", code)
    said = plans.checked(facts, goals.names())
    at = now()
    try:
        with transaction.atomic():
            plan = Plan.objects.create(
                place_code=code, made_at=at, made_by=by, is_demo=is_demo, **_columns(said)
            )
            _write(plan, said, by)
            PlanMove.objects.create(plan=plan, from_state="", to_state="draft", at=at, by=by)
    except IntegrityError as error:
        raise PlanTwice from error
    return plan


def rewrite_plan(plan_id: int, version: int, facts: PlanFacts, by: Person) -> Plan:
    """Change what a draft says of itself; its goals and tasks stay.

    Raises:
        NotFound: it is not the person's to write.
        PlanStands, PlanChanged: it is no draft, or somebody wrote it since.
        BadPlan, BadTask: what was given.
    """
    return _change(
        plan_id, version, lambda old: replace(facts, goals=old.goals, tasks=old.tasks), by
    )


def add_goal(plan_id: int, version: int, wish: GoalWish, by: Person) -> Plan:
    """Add a goal; it starts from the figure's newest value before the plan begins.

    Raises:
        NotFound, PlanStands, PlanChanged: as `rewrite_plan`.
        NoBaseline: the figure knows nothing of the place.
        BadGoal: what was given.
    """
    plan = access.plan_to_write(by, plan_id)
    if wish.figure not in goals.names():
        raise BadGoal
    # The year before the plan is whole; the one in which it begins may be known in part only.
    first = plan.begins_on.year
    start = goals.newest(wish.figure, plan.place_code, first - 1) or goals.newest(
        wish.figure, plan.place_code, first
    )
    if start is None:
        raise NoBaseline
    goal = GoalFacts(wish.figure, start.value, start.year, wish.target, wish.target_year)
    return _change(plan_id, version, lambda old: replace(old, goals=(*old.goals, goal)), by)


def remove_goal(plan_id: int, version: int, figure: str, by: Person) -> Plan:
    """Take a goal out of a draft; raises as `rewrite_plan`."""
    return _change(
        plan_id,
        version,
        lambda old: replace(old, goals=tuple(g for g in old.goals if g.figure != figure)),
        by,
    )


def add_task(plan_id: int, version: int, task: TaskFacts, by: Person) -> Plan:
    """Add what is to be done; raises as `rewrite_plan`, and `BadTask`."""
    return _change(plan_id, version, lambda old: replace(old, tasks=(*old.tasks, task)), by)


def remove_task(plan_id: int, version: int, task_id: int, by: Person) -> Plan:
    """Take a task out of a draft; raises as `rewrite_plan`."""
    return _change(
        plan_id,
        version,
        lambda old: replace(old, tasks=tuple(t for t in old.tasks if t.id != task_id)),
        by,
    )


def move_plan(plan_id: int, to_state: str, reason: str, by: Person) -> Plan:
    """Move a plan along its states; asked twice, it moves once and the second hears why not.

    Raises:
        NotFound: the reader sees no such plan.
        NoSuchMove, ReasonMissing, NothingToPropose: see `rules.plans`.
    """
    access.plan_for(by, plan_id)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=plan_id)
        sides = access.sides(by, plan.place_code)
        said = plans.check_move(plan.state, to_state, reason, sides)
        if to_state == "proposed":
            plans.check_proposable(plan.goals.count(), plan.tasks.count())
        from_state, plan.state = plan.state, to_state
        plan.save(update_fields=["state"])
        PlanMove.objects.create(
            plan=plan, from_state=from_state, to_state=to_state, reason=said, at=now(), by=by
        )
    return plan


def work_on_task(
    task_id: int, state: str, note: str, by: Person, *, photograph: bytes | None = None
) -> Task:
    """Say how far a task of a plan at work is, with a note and a photograph as evidence.

    Raises:
        NotFound: it is not the person's.
        PlanStands: its plan is not agreed yet, or closed.
        BadTask: no such state. ReasonMissing: dropped without saying why.
        PictureTooLarge, NotAPicture: the photograph.
    """
    task = access.task_to_work(by, task_id)
    if state not in Task.State.values:
        raise BadTask
    said = plans.check_note(state, note)
    picture = shrink(photograph) if photograph else None
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=task.plan_id)
        if plan.state not in plans.WORKING:
            raise PlanStands
        task.state, task.note = state, said
        task.changed_at, task.changed_by = now(), by
        if picture is not None:
            task.evidence.save(f"{task.pk}.webp", ContentFile(picture.webp), save=False)
        task.save()
    return task


def facts_of(plan: Plan) -> PlanFacts:
    """Return what a plan says now."""
    return PlanFacts(
        class_code=plan.class_code,
        good=plan.good,
        owner=plan.owner,
        begins_on=plan.begins_on,
        ends_on=plan.ends_on,
        summary=plan.summary,
        goals=tuple(
            GoalFacts(g.figure, g.baseline, g.baseline_year, g.target, g.target_year)
            for g in plan.goals.all()
        ),
        tasks=tuple(TaskFacts(t.what, t.owner, t.due_on, t.pk) for t in plan.tasks.all()),
    )


def _change(plan_id: int, version: int, change: Change, by: Person) -> Plan:
    access.plan_to_write(by, plan_id)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=plan_id)
        if plan.state not in plans.EDITABLE:
            raise PlanStands
        if plan.version != version:
            raise PlanChanged
        said = plans.checked(change(facts_of(plan)), goals.names())
        for name, value in _columns(said).items():
            setattr(plan, name, value)
        plan.version += 1
        plan.save()
        _write(plan, said, by)
    return plan


def _write(plan: Plan, said: PlanFacts, by: Person) -> None:
    """Keep goals and tasks as they are said now, and the version."""
    at = now()
    plan.goals.exclude(figure__in=[goal.figure for goal in said.goals]).delete()
    Goal.objects.bulk_create(
        [Goal(plan=plan, **asdict(goal)) for goal in said.goals], ignore_conflicts=True
    )
    plan.tasks.exclude(pk__in=[task.id for task in said.tasks if task.id]).delete()
    Task.objects.bulk_create(
        Task(
            plan=plan,
            what=task.what,
            owner=task.owner,
            due_on=task.due_on,
            changed_at=at,
            changed_by=by,
        )
        for task in said.tasks
        if task.id is None
    )
    PlanVersion.objects.create(plan=plan, version=plan.version, told=_told(said), at=at, by=by)


def _columns(said: PlanFacts) -> dict[str, Any]:
    names = ("class_code", "good", "owner", "begins_on", "ends_on", "summary")
    return {name: getattr(said, name) for name in names}


def _told(said: PlanFacts) -> dict[str, Any]:
    """Return the plan as JSON keeps it: days in ISO form, amounts as text."""

    def plain(value: object) -> object:
        return value.isoformat() if isinstance(value, date) else str(value)

    told = {name: plain(value) for name, value in _columns(said).items()}
    goals_told = [{name: plain(v) for name, v in asdict(goal).items()} for goal in said.goals]
    tasks_told = [
        {"what": task.what, "owner": task.owner, "due_on": task.due_on.isoformat()}
        for task in said.tasks
    ]
    return {**told, "goals": goals_told, "tasks": tasks_told}
