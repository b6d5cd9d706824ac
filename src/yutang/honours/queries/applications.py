"""Applications as pages show them: where they stand, what was handed in, what was said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from yutang.honours import access
from yutang.honours.models import Application, Decision, Objection, Paper, State, Submission
from yutang.honours.queries import checklist, terms, words
from yutang.honours.rules import demands, kinds, notices, steps
from yutang.honours.rules.demands import Line
from yutang.honours.rules.versions import Terms
from yutang.kernel.clock import now, wall
from yutang.places import queries as places
from yutang.plumbing import figures


@dataclass(frozen=True)
class Row:
    """An application in a list; `days` it has waited where it is."""

    id: int
    kind: str
    name: str
    place: str
    state: str
    state_name: str
    since: datetime
    days: int
    honour: str = ""


@dataclass(frozen=True)
class LineView:
    """A line of a checklist in the reader's language."""

    position: int
    demand_id: int | None
    how: str
    title: str
    value: str
    least: str
    unit: str
    told: str
    link: str
    is_met: bool | None
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class SubmissionView:
    """A version as it was handed in, and what was said of it."""

    number: int
    at: datetime
    by: str
    story: str
    goal: str
    lines: tuple[LineView, ...]
    others: tuple[Paper, ...]
    decisions: tuple["DecisionView", ...]


@dataclass(frozen=True)
class DecisionView:
    """What a level said."""

    level: str
    outcome: str
    outcome_name: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class StepView:
    """One step of the line that an application goes: done, now, or to come."""

    name: str
    is_done: bool
    is_now: bool


def rows(applications: Iterable[Application]) -> list[Row]:
    """Return applications as rows of a list; one query for the names of places."""
    found = list(applications)
    names = places.full_names({each.place_code for each in found})
    at = now()
    return [
        Row(
            id=each.pk,
            kind=words.kind(each.kind),
            name=each.name,
            place=names[each.place_code],
            state=each.state,
            state_name=words.state(each.state),
            since=each.since,
            days=(at - each.since).days,
            honour=_number(each),
        )
        for each in found
    ]


def waiting_for(codes: Collection[str]) -> QuerySet[Application]:
    """Return what waits for the offices of these places, what has waited longest first."""
    turn = Q(pk__in=[])
    for level, digits in kinds.DIGITS.items():
        reach = _within(codes, digits)
        last = Q(version__last_level=level, state=State.READY)
        argued = Q(version__last_level=level, state=State.NOTICE) & _has_open_objection()
        turn |= (Q(state=level) | last | argued) & reach
    return access.applications_within(codes).filter(turn).order_by("since", "id")


def under_way(codes: Collection[str]) -> QuerySet[Application]:
    """Return what is handed in and not over in these places, the longest waiting first."""
    going = [*steps.LOOKED_AT, State.RETURNED, State.NOTICE, State.READY]
    found = access.applications_within(codes).filter(state__in=going)
    return found.order_by("since", "id")


def over(codes: Collection[str]) -> QuerySet[Application]:
    """Return what is awarded, refused or withdrawn in these places, the latest first."""
    found = access.applications_within(codes).filter(state__in=steps.OVER)
    return found.order_by("-since", "-id")


def line_of(application: Application) -> list[StepView]:
    """Return the steps of the application's line, the one it is at marked."""
    line: list[str] = [*access.levels(application), State.NOTICE, State.AWARDED]
    state = State.AWARDED if application.state == State.READY else application.state
    at = line.index(state) if state in line else -1
    if application.state == State.AWARDED:
        at = len(line)
    return [
        StepView(
            words.state(step) if step in {"notice", "awarded"} else words.level(step),
            i < at,
            i == at,
        )
        for i, step in enumerate(line)
    ]


def rule_for(application: Application, today: date) -> Terms | None:
    """Return the rule it is judged by; of a draft the one in force now."""
    if application.version is not None:
        return terms.terms_of(application.version)
    return terms.in_force(application.kind, application.place_code, today)


def checklist_now(application: Application, rule: Terms) -> list[LineView]:
    """Return the checklist as it stands now, with the papers that will be handed in."""
    lines = checklist.lines_of(application, rule, wall(now()).date())
    papers = list(application.papers.filter(dropped_at=None))
    return line_views(lines, terms.demand_ids(rule.id), papers)


def other_papers(application: Application, rule: Terms) -> list[Paper]:
    """Return papers that are none of the rule's documents."""
    ids = terms.demand_ids(rule.id)
    return [
        each for each in application.papers.filter(dropped_at=None) if each.demand_id not in ids
    ]


def submissions(application: Application) -> list[SubmissionView]:
    """Return every version handed in, the newest first, with what was said of each."""
    handed = application.submissions.select_related("by").prefetch_related(
        "papers", "decisions__by"
    )
    ids = [] if application.version_id is None else terms.demand_ids(application.version_id)
    return [_submission_view(each, ids) for each in handed.order_by("-number")]


def line_views(
    lines: Iterable[Line], ids: Collection[int], papers: Collection[Paper] = ()
) -> list[LineView]:
    """Return lines in the reader's language, with unit and papers."""
    numbers, english = list(ids), (get_language() or "").startswith("en")
    return [
        _line_view(line, numbers[line.position] if numbers else None, papers, english=english)
        for line in lines
    ]


def latest_answer(application: Application) -> Decision | None:
    """Return what was said last of it: why it came back, or why not."""
    said = Decision.objects.filter(submission__application=application).select_related("by")
    return said.order_by("-id").first()


def open_objections(application: Application) -> list[Objection]:
    """Return all objections to it, in their order."""
    return list(application.objections.select_related("decided_by").order_by("id"))


def notices_now() -> QuerySet[Application]:
    """Return what is under public notice, the next to end first."""
    shown = Application.objects.filter(state=State.NOTICE).select_related("notice", "version")
    return shown.order_by("notice__until", "id").annotate(objected=Count("objections"))


def under_notice(application_id: int) -> Application | None:
    """Return an application that is or was under public notice, with its notice."""
    shown = Application.objects.filter(notice__isnull=False)
    return shown.select_related("notice", "version", "honour").filter(pk=application_id).first()


def notice_runs(application: Application, today: date) -> bool:
    """Tell whether objections are taken now."""
    is_over = notices.is_over(application.notice.until, today)
    return application.state == State.NOTICE and not is_over


def _has_open_objection() -> Exists:
    return Exists(Objection.objects.filter(application=OuterRef("pk"), finding=""))


def _within(codes: Collection[str], digits: int) -> Q:
    """Return the condition that the person's places cover the place that decides."""
    reach = Q(pk__in=[])
    for code in codes:
        if len(code) <= digits:
            reach |= Q(place_code__startswith=code)
    return reach


def _number(application: Application) -> str:
    honour = getattr(application, "honour", None)
    return "" if honour is None else str(honour.number)


def _submission_view(handed: Submission, ids: list[int]) -> SubmissionView:
    papers = list(handed.papers.all())
    known = set(ids)
    return SubmissionView(
        number=handed.number,
        at=handed.at,
        by=handed.by.name,
        story=handed.story,
        goal=handed.goal,
        lines=tuple(line_views([Line(**line) for line in handed.lines], ids, papers)),
        others=tuple(each for each in papers if each.demand_id not in known),
        decisions=tuple(decision_view(each) for each in handed.decisions.all()),
    )


def decision_view(decision: Decision) -> DecisionView:
    """Return what a level said, in words."""
    return DecisionView(
        level=words.level(decision.level),
        outcome=decision.outcome,
        outcome_name=words.outcome(decision.outcome),
        reason=decision.reason,
        at=decision.at,
        by=decision.by.name,
    )


def _line_view(
    line: Line, demand_id: int | None, papers: Collection[Paper], *, english: bool
) -> LineView:
    figure = figures.by_name(line.name) if line.how == demands.FIGURE else None
    return LineView(
        position=line.position,
        demand_id=demand_id,
        how=line.how,
        title=line.title_en if english else line.title,
        value=line.value,
        least=line.least,
        unit="" if figure is None else str(figure.unit),
        told=line.told,
        link=line.link,
        is_met=line.is_met,
        papers=tuple(each for each in papers if demand_id and each.demand_id == demand_id),
    )
