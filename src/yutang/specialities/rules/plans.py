"""Plans: where they may move and who moves them, what they must say, how far they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from yutang.kernel.text import one_line
from yutang.specialities.errors import (
    BadGoal,
    BadPlan,
    BadTask,
    NoSuchMove,
    NothingToPropose,
    ReasonMissing,
)

State = Literal["draft", "proposed", "agreed", "running", "closed"]
Side = Literal["village", "county"]

ARROWS: Mapping[tuple[str, str], Side] = {
    ("draft", "proposed"): "village",
    ("proposed", "draft"): "county",
    ("proposed", "agreed"): "county",
    ("agreed", "running"): "village",
    ("agreed", "draft"): "county",
    ("running", "closed"): "county",
    ("draft", "closed"): "village",
}
"""From, to → whose word it is. A county's clerk speaks for the village too, not the reverse."""
WITH_REASON = frozenset({("proposed", "draft"), ("agreed", "draft"), ("running", "closed")})
"""Moves that somebody will ask about: sent back, and ended."""
EDITABLE = frozenset({"draft"})
"""What was proposed or agreed is not changed any more; tasks go on being done."""
WORKING = frozenset({"agreed", "running"})
PUBLIC = frozenset({"agreed", "running", "closed"})
GOOD_LETTERS_MOST = 40
NAME_LETTERS_MOST = 60
SUMMARY_LETTERS_MOST = 600
TASK_LETTERS_MOST = 120
NOTE_LETTERS_MOST = 200
GOALS_MOST = 8
TASKS_MOST = 30
YEARS_MOST = 10
_VALUE_MOST = Decimal(10) ** 15


@dataclass(frozen=True)
class GoalFacts:
    """From so much in one year to so much in another, of a figure by its name."""

    figure: str
    baseline: Decimal
    baseline_year: int
    target: Decimal
    target_year: int


class GoalWish(NamedTuple):
    """A goal as it is typed: where it starts from is read from the figure."""

    figure: str
    target: Decimal
    target_year: int


@dataclass(frozen=True)
class TaskFacts:
    """What is done, by whom, until when. `id`: a task that the plan has already."""

    what: str
    owner: str
    due_on: date
    id: int | None = None


@dataclass(frozen=True)
class PlanFacts:
    """What a plan says."""

    class_code: str
    good: str
    owner: str
    begins_on: date
    ends_on: date
    summary: str = ""
    goals: Sequence[GoalFacts] = field(default=())
    tasks: Sequence[TaskFacts] = field(default=())


class TaskView(NamedTuple):
    """A task as far as progress goes."""

    state: str
    due_on: date


class Progress(NamedTuple):
    """How many tasks are done, of those that were not dropped; how many are late."""

    done: int
    whole: int
    late: int


def check_move(start: str, end: str, reason: str, sides: Iterable[Side]) -> str:
    """Return the reason as it is kept, when this move is one of the sides' own.

    Raises:
        NoSuchMove: there is no such arrow, or it is the other side's word.
        ReasonMissing: this move needs one.
    """
    if ARROWS.get((start, end)) not in set(sides):
        raise NoSuchMove
    said = one_line(reason)[:NOTE_LETTERS_MOST]
    if (start, end) in WITH_REASON and not said:
        raise ReasonMissing
    return said


def moves_from(state: str, sides: Iterable[Side]) -> list[str]:
    """Return the states that these sides may move a plan to."""
    theirs = set(sides)
    return [end for (start, end), side in ARROWS.items() if start == state and side in theirs]


def check_proposable(goals: int, tasks: int) -> None:
    """Raises `NothingToPropose` for a plan without a goal or without a task."""
    if not goals or not tasks:
        raise NothingToPropose


def checked(facts: PlanFacts, figures: Iterable[str]) -> PlanFacts:
    """Return what a plan says, as it is kept. `figures`: the names of the indicators there are.

    Raises:
        BadPlan, BadGoal, BadTask: something is missing, too long, or out of order.
    """
    good, owner = one_line(facts.good), one_line(facts.owner)
    summary = facts.summary.strip()
    sound = (
        0 < len(good) <= GOOD_LETTERS_MOST
        and 0 < len(owner) <= NAME_LETTERS_MOST
        and len(summary) <= SUMMARY_LETTERS_MOST
        and len(facts.goals) <= GOALS_MOST
        and len(facts.tasks) <= TASKS_MOST
    )
    if not sound or not is_class(facts.class_code):
        raise BadPlan
    if not facts.begins_on < facts.ends_on <= _years_after(facts.begins_on):
        raise BadPlan
    known = set(figures)
    if len({goal.figure for goal in facts.goals}) < len(facts.goals):
        raise BadGoal
    for goal in facts.goals:
        _check_goal(goal, known)
    tasks = tuple(_checked_task(task, facts) for task in facts.tasks)
    return PlanFacts(
        class_code=facts.class_code,
        good=good,
        owner=owner,
        begins_on=facts.begins_on,
        ends_on=facts.ends_on,
        summary=summary,
        goals=tuple(facts.goals),
        tasks=tasks,
    )


def check_note(state: str, note: str) -> str:
    """Return the note of a task as it is kept.

    Raises:
        ReasonMissing: a task is dropped without saying why.
    """
    said = one_line(note)[:NOTE_LETTERS_MOST]
    if state == "dropped" and not said:
        raise ReasonMissing
    return said


def progress(tasks: Iterable[TaskView], today: date) -> Progress:
    """Return how far the tasks are on a day; one that is done was never late."""
    counted = [task for task in tasks if task.state != "dropped"]
    done = sum(task.state == "done" for task in counted)
    late = sum(is_late(task, today) for task in counted)
    return Progress(done, len(counted), late)


def is_late(task: TaskView, today: date) -> bool:
    """Tell whether a task's day is over and it is neither done nor dropped."""
    return task.state in {"open", "doing"} and task.due_on < today


def reached_percent(baseline: Decimal, target: Decimal, value: Decimal | None) -> int | None:
    """Return how much of the way from baseline to target is gone, 0 to 100; None: not known.

    A goal may lead downwards (days a parcel takes). Only who has it all reads 100.
    """
    if value is None:
        return None
    part = (value - baseline) / (target - baseline)
    return int(max(Decimal(0), min(Decimal(1), part)) * 100)


def _check_goal(goal: GoalFacts, known: set[str]) -> None:
    within = all(0 <= value < _VALUE_MOST for value in (goal.baseline, goal.target))
    years = goal.baseline_year < goal.target_year <= goal.baseline_year + 2 * YEARS_MOST
    if goal.figure not in known or not within or not years or goal.baseline == goal.target:
        raise BadGoal


def _checked_task(task: TaskFacts, facts: PlanFacts) -> TaskFacts:
    what, owner = one_line(task.what), one_line(task.owner)
    sound = 0 < len(what) <= TASK_LETTERS_MOST and 0 < len(owner) <= NAME_LETTERS_MOST
    if not sound or not facts.begins_on <= task.due_on <= facts.ends_on:
        raise BadTask
    return TaskFacts(what, owner, task.due_on, task.id)


def is_class(code: str) -> bool:
    """Tell whether a text has the form of an NY/T 3177 class."""
    return code.isascii() and code.isdigit() and len(code) in {2, 4, 6, 8}


def _years_after(day: date) -> date:
    return date(day.year + YEARS_MOST, day.month, min(day.day, 28))
