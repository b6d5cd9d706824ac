"""Paths as lists and pages show them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from yutang.hosts.models import Path, PracticeSale, Reason, State, Step, What
from yutang.hosts.queries import ruling
from yutang.hosts.rules import spread
from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.roster import access as roster
from yutang.roster import queries as members

LINE = ("applied", "admitted", "trained", "practised", "certified")
"""The states that lead to hosting, in order."""
WAITS_FOR_CLERK = (State.APPLIED, State.PRACTISED)
WAITS_FOR_TEACHER = (State.ADMITTED, State.TRAINED)


@dataclass(frozen=True)
class PathRow:
    """A path in a list: its person named as far as the reader may see."""

    id: int
    name: str
    place_code: str
    goods: str
    state: str
    state_name: str
    since: datetime
    is_dormant: bool
    is_demo: bool

    @property
    def tone(self) -> str:
        """How the state looks: `ok`, `warn` or nothing."""
        if self.state in {"refused", "suspended"} or self.is_dormant:
            return "warn"
        return "ok" if self.state == "certified" else ""


@dataclass(frozen=True)
class StepView:
    """What happened, when, by whom; `reason` in the reader's language."""

    number: int
    what: str
    name: str
    at: datetime
    by: str
    reason: str
    words: str


@dataclass(frozen=True)
class LinePart:
    """One of the states that lead to hosting, and whether it is behind."""

    name: str
    is_done: bool
    is_now: bool


def rows(found: Iterable[Path], reader: Person | None) -> list[PathRow]:
    """Return paths for a list, in their order: a handful of queries."""
    listed = list(found)
    names = roster.names(reader, {path.member_id for path in listed})
    days = ruling.dormant_days({path.place_code for path in listed})
    at = now()
    return [
        PathRow(
            id=path.pk,
            name=names.get(path.member_id, ""),
            place_code=path.place_code,
            goods=path.goods,
            state=path.state,
            state_name=str(path.get_state_display()),
            since=path.since,
            is_dormant=is_dormant(path, at, days[path.place_code]),
            is_demo=path.is_demo,
        )
        for path in listed
    ]


def is_dormant(path: Path, at: datetime, days: int) -> bool:
    """Tell whether a host with a diploma has shown nothing for so many days."""
    if path.state != State.CERTIFIED or path.certified_at is None:
        return False
    return spread.is_dormant(path.certified_at, path.last_show_at, at, days)


def waiting(found: "QuerySet[Path]", states: Collection[str]) -> "QuerySet[Path]":
    """Return the paths in these states, those that have waited longest first."""
    return found.filter(state__in=states).order_by("since", "pk")


def steps_of(path: Path) -> list[StepView]:
    """Return what happened on a path, the latest first."""
    return [
        StepView(
            number=step.number,
            what=step.what,
            name=str(What(step.what).label),
            at=step.at,
            by=step.by.name if step.by else "",
            reason=str(Reason(step.reason).label) if step.reason else "",
            words=step.words,
        )
        for step in path.steps.select_related("by").order_by("-number")
    ]


def has_demo() -> bool:
    """Tell whether the demo's paths are there already."""
    return Path.objects.filter(is_demo=True).exists()


def in_training() -> list[int]:
    """Return the paths that wait for a class to be passed."""
    return list(
        Path.objects.filter(state=State.ADMITTED).order_by("pk").values_list("pk", flat=True)
    )


def last_step(path: Path, *what: str) -> Step | None:
    """Return the latest step of one of these kinds."""
    return path.steps.filter(what__in=what).order_by("-number").first()


def line_of(path: Path) -> list[LinePart]:
    """Return how far a path has come, state by state."""
    stands = path.state
    if stands in {State.SUSPENDED, State.LEFT} and path.certified_at:
        stands = "certified"
    at = LINE.index(stands) if stands in LINE else -1
    return [
        LinePart(str(State(name).label), number < at, number == at)
        for number, name in enumerate(LINE)
    ]


def practices_of(path: Path) -> list[PracticeSale]:
    """Return the practice sales of a path, the latest first."""
    return list(path.practices.select_related("by", "sale").order_by("-at", "-pk"))


def dormant_before(days: int) -> datetime:
    """Return the moment since which a host must have shown something not to be dormant."""
    return now() - timedelta(days=days)


def of_members(member_ids: Collection[int]) -> dict[int, Path]:
    """Return by member the newest path of each of these persons, also of merged rows."""
    into = members.kept(member_ids)
    found: dict[int, Path] = {}
    for path in Path.objects.filter(member__in=set(into) | set(into.values())).order_by("pk"):
        found[into.get(path.member_id, path.member_id)] = path
    return {asked: found[kept] for asked, kept in into.items() if kept in found}
