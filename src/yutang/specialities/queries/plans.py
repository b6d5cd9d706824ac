"""Plans as pages show them: goals against today's figures, tasks, moves; the county's sum."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from yutang.goods.queries.classes import class_name
from yutang.kernel.clock import today
from yutang.places import queries as places
from yutang.places.rules import Level
from yutang.plumbing import figures
from yutang.plumbing.figures import Figure
from yutang.plumbing.reader import reads_english
from yutang.specialities.models import Goal, Plan, Task
from yutang.specialities.queries import goals
from yutang.specialities.rules import plans
from yutang.specialities.rules.indicators import GoalLine, GoalSum, sums
from yutang.specialities.rules.plans import Progress, TaskView

AT_WORK = tuple(sorted(plans.WORKING))
_PLANS_SUMMED_MOST = 2_000
_VILLAGE_DIGITS = 12
_TOWN_DIGITS = 9


@dataclass(frozen=True)
class GoalView:
    """A goal, and how much of the way is gone by the figure's newest value."""

    figure: Figure
    baseline: Decimal
    baseline_year: int
    target: Decimal
    target_year: int
    value: Decimal | None
    value_year: int | None
    rows_url: str

    @property
    def percent(self) -> int | None:
        return plans.reached_percent(self.baseline, self.target, self.value)

    @property
    def said(self) -> dict[str, str]:
        return _said(self.baseline, self.value, self.target)


@dataclass(frozen=True)
class PlanView:
    """A plan with its goals and tasks."""

    plan: Plan
    place: str
    class_label: str
    goals: tuple[GoalView, ...]
    tasks: tuple[tuple[Task, bool], ...]
    """Each with whether it is late."""
    progress: Progress


@dataclass(frozen=True)
class PlanLine:
    """A plan in a list."""

    plan: Plan
    place: str
    class_label: str
    progress: Progress


@dataclass(frozen=True)
class SumView:
    """A goal summed over villages."""

    figure: Figure
    sum: GoalSum

    @property
    def percent(self) -> int | None:
        if self.sum.baseline == self.sum.target or not self.sum.known:
            return None
        return plans.reached_percent(self.sum.baseline, self.sum.target, self.sum.value)

    @property
    def said(self) -> dict[str, str]:
        return _said(self.sum.baseline, self.sum.value, self.sum.target)


@dataclass(frozen=True)
class CountyPlan:
    """What the plans of a place's villages are together. `covered` of `villages` have one.

    `table`: a row a town, with how many of its plans lead with each of `classes`.
    """

    code: str
    lines: tuple[PlanLine, ...]
    classes: tuple[tuple[str, str], ...]
    table: tuple[tuple[str, str, tuple[int, ...]], ...]
    sums: tuple[SumView, ...]
    covered: int
    villages: int
    progress: Progress


def plan_view(plan: Plan) -> PlanView:
    """Return a plan with goals and tasks; one question a goal and year that is looked for."""
    day = today()
    tasks = list(plan.tasks.all())
    views = [TaskView(task.state, task.due_on) for task in tasks]
    late = [plans.is_late(view, day) and plan.state in plans.WORKING for view in views]
    return PlanView(
        plan=plan,
        place=places.full_name(plan.place_code),
        class_label=_label(plan.class_code),
        goals=tuple(view for goal in plan.goals.all() if (view := _goal_view(goal, plan, day))),
        tasks=tuple(zip(tasks, late, strict=True)),
        progress=plans.progress(views, day),
    )


def plan_lines(found: Sequence[Plan]) -> list[PlanLine]:
    """Return plans for a list: two queries."""
    day = today()
    names = places.full_names({plan.place_code for plan in found})
    tasks: dict[int, list[TaskView]] = {plan.pk: [] for plan in found}
    rows = Task.objects.filter(plan__in=tasks).order_by("id")
    for plan_id, state, due_on in rows.values_list("plan_id", "state", "due_on"):
        tasks[plan_id].append(TaskView(state, due_on))
    return [
        PlanLine(
            plan,
            names[plan.place_code] or plan.place_code,
            _label(plan.class_code),
            plans.progress(tasks[plan.pk], day),
        )
        for plan in found
    ]


def filtered(found: QuerySet[Plan], under: str, state: str, class_code: str) -> QuerySet[Plan]:
    """Return those of the plans that lie in a place, are in a state, lead with a class."""
    if under:
        found = found.filter(place_code__startswith=under)
    if state == "late":
        late = Q(state__in=AT_WORK, tasks__state__in=["open", "doing"], tasks__due_on__lt=today())
        found = found.filter(late).distinct()
    elif state:
        found = found.filter(state=state)
    if class_code:
        found = found.filter(class_code__startswith=class_code)
    return found


def figure_titles(names: Collection[str]) -> dict[str, str]:
    """Return the titles of indicators; the name itself where no room offers it any more."""
    return {
        name: str(figure.title) if (figure := figures.by_name(name)) else name for name in names
    }


def living_plan(found: QuerySet[Plan], place_code: str) -> Plan | None:
    """Return the plan of a place that is not closed, if the reader may see it."""
    return found.filter(place_code=place_code).exclude(state="closed").first()


def covered(code: str) -> int:
    """Return how many villages of a place have a plan that is agreed or running."""
    rows = Plan.objects.filter(place_code__startswith=code, state__in=AT_WORK)
    return rows.filter(place_code__regex="^[0-9]{12}$").count()


def county_plan(code: str) -> CountyPlan:
    """Return the sum of the agreed and running plans in a place.

    Goals are summed over the villages' plans alone: a town's own plan counts the same households
    and sales again. A fixed number of queries, and one a figure and year.
    """
    found = list(
        Plan.objects.filter(place_code__startswith=code, state__in=AT_WORK).order_by("place_code")[
            :_PLANS_SUMMED_MOST
        ]
    )
    lines = plan_lines(found)
    classes = _classes(found)
    villages = [plan for plan in found if len(plan.place_code) == _VILLAGE_DIGITS]
    return CountyPlan(
        code=code,
        lines=tuple(lines),
        classes=tuple((each, _label(each)) for each in classes),
        table=tuple(_table(code, found, classes)),
        sums=tuple(_sums(villages)),
        covered=len({plan.place_code for plan in villages}),
        villages=places.under(code, Level.VILLAGE).count(),
        progress=Progress(
            *(sum(part) for part in zip(*(line.progress for line in lines), strict=True))
        )
        if lines
        else Progress(0, 0, 0),
    )


def _classes(found: Collection[Plan]) -> list[str]:
    counts: dict[str, int] = {}
    for plan in found:
        counts[plan.class_code] = counts.get(plan.class_code, 0) + 1
    return sorted(counts, key=lambda each: (-counts[each], each))


def _table(
    code: str, found: Collection[Plan], classes: Sequence[str]
) -> list[tuple[str, str, tuple[int, ...]]]:
    towns = sorted({plan.place_code[:_TOWN_DIGITS] for plan in found})
    names = places.names(towns) if len(code) > 4 else places.full_names(towns)  # noqa: PLR2004
    at = {each: number for number, each in enumerate(classes)}
    counts = {town: [0] * len(classes) for town in towns}
    for plan in found:
        counts[plan.place_code[:_TOWN_DIGITS]][at[plan.class_code]] += 1
    return [(town, names[town] or town, tuple(counts[town])) for town in towns]


def _sums(villages: Collection[Plan]) -> list[SumView]:
    rows = list(Goal.objects.filter(plan__in=[plan.pk for plan in villages]))
    of_plan = {plan.pk: plan.place_code for plan in villages}
    year = today().year
    lines: list[GoalLine] = []
    for name in sorted({goal.figure for goal in rows}):
        here = [goal for goal in rows if goal.figure == name]
        known = goals.newest_of(name, [of_plan[goal.plan_id] for goal in here], year)
        for goal in here:
            value = known.get(of_plan[goal.plan_id])
            lines.append(GoalLine(name, goal.baseline, goal.target, value.value if value else None))
    return [
        SumView(figure, each)
        for each in sums(lines)
        if (figure := figures.by_name(each.figure)) is not None
    ]


def _goal_view(goal: Goal, plan: Plan, day: date) -> GoalView | None:
    """Return a goal as it stands; None where no room offers its figure any more."""
    figure = figures.by_name(goal.figure)
    if figure is None:
        return None
    found = goals.newest(goal.figure, plan.place_code, day.year)
    # What was known when the plan began is no progress.
    is_newer = found is not None and found.year > goal.baseline_year
    value = found if is_newer else None
    rows_year = value.year if value else goal.baseline_year
    return GoalView(
        figure=figure,
        baseline=goal.baseline,
        baseline_year=goal.baseline_year,
        target=goal.target,
        target_year=goal.target_year,
        value=value.value if value else None,
        value_year=value.year if value else None,
        rows_url=figure.rows(plan.place_code, rows_year) if figure.rows else "",
    )


def _said(baseline: Decimal, value: Decimal | None, target: Decimal) -> dict[str, str]:
    """Return numbers with thousands marked and no zeros behind."""
    numbers = {"baseline": baseline, "value": value, "target": target}
    return {
        name: "" if number is None else f"{number.normalize():,f}"
        for name, number in numbers.items()
    }


def _label(class_code: str) -> str:
    return class_name(class_code, english=reads_english())
