"""Facts told, corrected and withdrawn; each is a new row, and what stands is derived anew."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.places import access as places
from yutang.plumbing import kept, statements
from yutang.yearbook import access, rules
from yutang.yearbook.errors import NothingToWithdraw
from yutang.yearbook.models import Choice, Fact, FactKind, Report, Source
from yutang.yearbook.queries.kinds import kind_named
from yutang.yearbook.rules import Told

EVIDENCE: Final = "evidence"
"""Where evidence files are kept; see plumbing/kept.py."""
_LOCK: Final = 0x79656172
_STEPS: Final = ((12, 9), (9, 6), (6, 4), (4, 2))
_AT_ONCE: Final = 5_000
_LOOKED: Final = "查看依据文件"
_Key = tuple[str, int, int, str]


class Evidence(NamedTuple):
    """A file that shows a fact: its name and what is in it."""

    name: str
    data: bytes


class ReportFacts(NamedTuple):
    """How facts are told: from which source, found how, as of which day, how sure and why."""

    source: str
    method: str
    confidence: str = "medium"
    reason: str = ""
    as_of: date | None = None


class Entry(NamedTuple):
    """A value and how it is told."""

    told: Told
    report: ReportFacts


def record(
    place_code: str,
    kind: str,
    year: int,
    value: Decimal | int,
    *,
    source: str,
    method: str,
    by: Person,
    about: str = "",
    as_of: date | None = None,
    confidence: str = "medium",
    reason: str = "",
    evidence: Evidence | None = None,
) -> Fact:
    """Tell a value of a place; the same value of the same source again is the same fact.

    The way in for one fact. Whether the person may tell it, the caller asked.

    Raises:
        UnknownPlace, BadCode: of places.
        UnknownKind, YearAhead, NotDefined, ClassWrong, Implausible, SourceNeeded, BadEvidence
    """
    found = kind_named(kind)
    told = Told(places.check_code(place_code), found.id, year, about, Decimal(value))
    told = rules.check_told(found, told, today().year, is_explained=bool(reason.strip()))
    facts = ReportFacts(rules.check_source(source), method, confidence, reason.strip(), as_of)
    if evidence is not None:
        rules.evidence_type(evidence.data)
    with transaction.atomic():
        hold()
        (fact,) = record_all([Entry(told, facts)], by, evidence=evidence)
    return fact


def hold() -> None:
    """Wait until nobody else writes in the yearbook; held to the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def record_all(
    entries: Sequence[Entry],
    by: Person,
    *,
    evidence: Evidence | None = None,
    table: str = "",
    table_name: str = "",
) -> list[Fact]:
    """Tell facts that were checked, within the caller's transaction and lock; one fact an entry.

    What a source told already, without news, is not written again.
    """
    sources = _sources({entry.report.source for entry in entries})
    last = last_facts([entry.told for entry in entries], sources.values())
    fresh: dict[ReportFacts, Report] = {}
    written: list[Fact] = []
    found: list[Fact] = []
    for told, facts in entries:
        source_id = sources[facts.source]
        before = last.get((*told.key, source_id))
        if before is not None and before.value == told.value and evidence is None:
            found.append(before)
            continue
        if facts not in fresh:
            office = access.office_of(by, told.place_code)
            fresh[facts] = _report(
                facts, source_id, by, office, evidence=evidence, table=table, table_name=table_name
            )
        made = Fact(
            place_code=told.place_code,
            kind_id=told.kind_id,
            year=told.year,
            about=told.about,
            value=told.value,
            source_id=source_id,
            report=fresh[facts],
            supersedes=before,
        )
        written.append(made)
        found.append(made)
    Fact.objects.bulk_create(written, batch_size=_AT_ONCE)
    _stand_anew(fact_key(fact) for fact in written)
    return found


def withdraw(fact_id: int, by: Person, reason: str) -> Fact:
    """Take a fact back, with the reason; another source's value stands then, or none.

    Raises:
        NotFound: it is not of the person's places.
        ReasonNeeded, NothingToWithdraw
    """
    why = rules.check_reason(reason)
    fact = access.fact_for(by, fact_id)
    with transaction.atomic():
        _hold_standing(fact)
        was = fact.report
        facts = ReportFacts(str(fact.source), was.method, was.confidence, "", was.as_of)
        office = access.office_of(by, fact.place_code)
        gone = Fact.objects.create(
            **_of_same(fact),
            report=_report(facts, fact.source_id, by, office),
            supersedes=fact,
            withdrawn_because=why,
        )
        _stand_anew([fact_key(gone)])
    return gone


def choose(fact_id: int, by: Person, reason: str) -> Choice:
    """Say that the source of this fact stands where several disagree, and why.

    Raises:
        NotFound: it is not of the person's places.
        ReasonNeeded, NothingToWithdraw: it was withdrawn or corrected meanwhile.
    """
    why = rules.check_reason(reason)
    fact = access.fact_for(by, fact_id)
    with transaction.atomic():
        _hold_standing(fact)
        made = Choice.objects.create(
            **_of_same(fact),
            reason=why,
            at=now(),
            by=by,
            office_code=access.office_of(by, fact.place_code),
        )
        _stand_anew([fact_key(fact)])
    return made


def open_evidence(report_id: int, by: Person) -> tuple[Report, bytes]:
    """Return a report and the file behind it, for whoever may look; that they did is kept.

    Raises:
        NotFound: there is none, or it is not theirs to see.
    """
    report = access.evidence_for(by, report_id)
    try:
        content = kept.content(EVIDENCE, report.evidence)
    except kept.Gone as error:
        raise NotFound from error
    people.record_opening(by, None, "evidence of a fact", f"report {report.pk}", _LOOKED)
    return report, content


def last_facts(told: Iterable[Told], sources: Iterable[int]) -> dict[tuple[object, ...], Fact]:
    """Return the last fact of each source's line about these places, by key and source."""
    codes = sorted({one.place_code for one in told})
    found: dict[tuple[object, ...], Fact] = {}
    for start in range(0, len(codes), _AT_ONCE):
        rows = Fact.objects.filter(
            place_code__in=codes[start : start + _AT_ONCE], source__in=list(sources), later=None
        )
        found |= {(*fact_key(fact), fact.source_id): fact for fact in rows}
    return found


def _hold_standing(fact: Fact) -> None:
    """Hold the yearbook, and see that nobody corrected or withdrew the fact before."""
    hold()
    if fact.value is None or Fact.objects.filter(supersedes=fact).exists():
        raise NothingToWithdraw


def _of_same(fact: Fact) -> dict[str, Any]:
    """Return the columns of what a fact is about, and of whose word it is."""
    named = ("place_code", "kind_id", "year", "about", "source_id")
    return {name: getattr(fact, name) for name in named}


def fact_key(fact: Fact) -> _Key:
    """Return what a fact is about."""
    return fact.place_code, fact.kind_id, fact.year, fact.about


def _sources(names: set[str]) -> dict[str, int]:
    Source.objects.bulk_create([Source(name=name) for name in sorted(names)], ignore_conflicts=True)
    return dict(Source.objects.filter(name__in=names).values_list("name", "pk"))


def _report(
    facts: ReportFacts,
    source_id: int,
    by: Person,
    office_code: str,
    *,
    evidence: Evidence | None = None,
    table: str = "",
    table_name: str = "",
) -> Report:
    return Report.objects.create(
        source_id=source_id,
        method=facts.method,
        confidence=facts.confidence,
        reason=facts.reason[: rules.REASON_LENGTH_MAX],
        as_of=facts.as_of,
        at=now(),
        by=by,
        office_code=office_code,
        evidence=kept.keep(EVIDENCE, evidence.data) if evidence else "",
        evidence_name=evidence.name[-120:] if evidence else "",
        table=table,
        table_name=table_name[-120:],
    )


def _stand_anew(about: Iterable[_Key]) -> None:
    """Derive what stands of these, and of all places above them, level by level."""
    keys = sorted(set(about))
    if not keys:
        return
    _run("stand", keys)
    keys = sorted({*keys, *_weighed_by(keys)})
    for digits, above in _STEPS:
        risen = {
            (code[:above], kind, year, which)
            for code, kind, year, which in keys
            if len(code) >= digits
        }
        if risen:
            _run("roll_up", sorted(risen), digits=digits)


def _weighed_by(keys: Iterable[_Key]) -> set[_Key]:
    """Return what is a mean weighted by these."""
    weighs = FactKind.objects.exclude(weight=None).values_list("pk", "weight_id")
    return {
        (code, mean, year, "")
        for code, kind, year, which in keys
        for mean, weight in weighs
        if weight == kind and not which
    }


def _run(statement: str, keys: Sequence[_Key], **more: int) -> None:
    codes, kinds, years, abouts = zip(*keys, strict=True)
    asked: dict[str, Any] = {"places": list(codes), "kinds": list(kinds), "years": list(years)}
    with connection.cursor() as cursor:
        cursor.execute(
            statements.load("yearbook", statement), {**asked, "abouts": list(abouts), **more}
        )
