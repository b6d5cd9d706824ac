"""Cases as lists and pages show them: masked, with what a reader has to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from yutang.indemnity.models import Case, State
from yutang.indemnity.queries import reckoning
from yutang.indemnity.queries.words import papers_named
from yutang.indemnity.rules.papers import missing
from yutang.insurance import access as insured
from yutang.insurance import queries as insurance
from yutang.insurance.rules import Rule
from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing.reader import language
from yutang.roster import access as roster

_GOOD = (State.APPROVED, State.PAID)
_BAD = (State.RETURNED, State.DIFFER, State.REFUSED, State.CLOSED)


@dataclass(frozen=True)
class CaseView:
    """A case in a list. `name`: whole to who may see names there, else masked."""

    id: int
    number: str
    name: str
    event: str
    state: str
    state_name: str
    tone: str
    own_fen: int
    approved_fen: int | None
    filed_at: datetime
    since: datetime
    days: int
    place_code: str
    is_demo: bool


def views(found: Iterable[Case], reader: Person | None) -> list[CaseView]:
    """Return cases as a list shows them."""
    listed = list(found)
    names = roster.names(reader, {each.member_id for each in listed})
    return [view(each, names.get(each.member_id, "")) for each in listed]


def view(case: Case, name: str) -> CaseView:
    """Return one case as a list shows it."""
    ends = case.since if case.state not in Case.OPEN_STATES else now()
    return CaseView(
        id=case.pk,
        number=case.number,
        name=name,
        event=event_title(reckoning.rule_of(case), case.event),
        state=case.state,
        state_name=str(case.get_state_display()),
        tone="ok" if case.state in _GOOD else "warn" if case.state in _BAD else "",
        own_fen=case.own_fen,
        approved_fen=case.approved_fen,
        filed_at=case.filed_at,
        since=case.since,
        days=(ends - case.filed_at).days,
        place_code=case.place_code,
        is_demo=case.is_demo,
    )


def event_title(rule: Rule, name: str) -> str:
    """Return what an event of a rule is called, in the reader's language."""
    event = rule.event(name)
    return event.title.said("en" if language() == "en" else "zh") if event else name


def events_for(rules: Sequence[Rule]) -> list[tuple[str, str]]:
    """Return the events of these rules as a form offers them, each once."""
    found: dict[str, str] = {}
    for rule in rules:
        for event in rule.events:
            found.setdefault(event.name, event_title(rule, event.name))
    return list(found.items())


def demanded(rules: Sequence[Rule]) -> dict[str, list[str]]:
    """Return by code the events for which a paper is demanded, by their names."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        for event in rule.events:
            for code in event.documents:
                found.setdefault(code, []).append(event_title(rule, event.name))
    return found


def rules_at(places: Sequence[str]) -> list[Rule]:
    """Return the rules in force that hold for people of one of these places."""
    shown = insurance.plan_views(insured.plans())
    rules = [each.version.rule for each in shown if each.version is not None]
    return [rule for rule in rules if any(_meets(rule, place) for place in places)]


def _meets(rule: Rule, place: str) -> bool:
    """Tell whether the rule is for people within a place, or of one around it."""
    within = rule.eligibility.places
    return rule.covers_place(place) or any(each.startswith(place) for each in within)


def missing_papers(case: Case) -> str:
    """Return which papers a case lacks, as one text; "" when all are there."""
    event = reckoning.rule_of(case).event(case.event)
    there = set(case.papers.values_list("code", flat=True))
    return papers_named(missing(event.documents if event else (), there))


def same_photos(case: Case) -> list[Case]:
    """Return other cases in which one of this case's photos was sent before."""
    marks = case.papers.values_list("of_sent", flat=True)
    found = Case.objects.filter(papers__of_sent__in=list(marks)).exclude(pk=case.pk)
    return list(found.distinct().order_by("pk")[:5])
