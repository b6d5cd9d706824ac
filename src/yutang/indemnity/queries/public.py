"""What everybody may see: the chain, its totals, how long cases take. No person is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet, Sum

from yutang.indemnity.models import Case, PublicEntry, State
from yutang.indemnity.queries import stages
from yutang.indemnity.rules import chain, life
from yutang.kernel.clock import CHINA
from yutang.kernel.counts import Persons, PersonTimes


@dataclass(frozen=True)
class EntryView:
    """An entry as pages show it; `persons` is empty where it is about donations."""

    number: int
    kind: str
    title: str
    county: str
    from_on: date
    to_on: date
    times: PersonTimes | None
    count: int
    persons: Persons | None
    sum_fen: int
    hash: str
    previous: str


@dataclass(frozen=True)
class Total:
    """All entries of a kind together: person-times, never persons, who may come twice."""

    kind: str
    title: str
    times: PersonTimes | None
    count: int
    sum_fen: int


def entries() -> QuerySet[PublicEntry]:
    """Return the public ledger, the newest entry first, to be paged."""
    return PublicEntry.objects.order_by("-number")


def entry_views(found: Sequence[PublicEntry]) -> list[EntryView]:
    """Return entries as pages show them."""
    return [_view(each) for each in found]


def head() -> PublicEntry | None:
    """Return the last entry: its hash stands for the whole chain."""
    return entries().first()


def head_of(month: date) -> PublicEntry | None:
    """Return the last entry that was appended by the end of a month, given by its first day."""
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    ends = datetime(after.year, after.month, 1, tzinfo=CHINA)
    return entries().filter(at__lt=ends).first()


def totals(until: int | None = None) -> list[Total]:
    """Return totals by kind, of all entries or of those up to a number: one query."""
    found = PublicEntry.objects.all() if until is None else entries().filter(number__lte=until)
    rows = (
        found.order_by()
        .values("kind")
        .annotate(times=Sum("times"), fen=Sum("sum_fen"), n=Count("pk"))
    )
    by_kind = {row["kind"]: row for row in rows}
    return [
        Total(
            kind,
            str(PublicEntry.Kind(kind).label),
            PersonTimes(by_kind[kind]["times"]) if kind in chain.OF_PERSONS else None,
            by_kind[kind]["times"],
            by_kind[kind]["fen"],
        )
        for kind in chain.KINDS
        if kind in by_kind
    ]


def jsonl() -> str:
    """Return the whole chain as a file: one entry a line, the first one first."""
    bodies = PublicEntry.objects.order_by("number").values_list("body", "hash")
    return "".join(f"{chain.line(body, said)}\n" for body, said in bodies)


def median_days() -> Mapping[str, float]:
    """Return the median days of each stretch, of paid cases, where ten have gone it."""
    newest = Case.objects.filter(state=State.PAID).order_by("-since")
    ids = list(newest.values_list("pk", flat=True)[:_LOOKED_AT])
    return life.median_days(stages.days(ids), chain.PERSONS_LEAST)


_LOOKED_AT = 1_000


def _view(entry: PublicEntry) -> EntryView:
    of_persons = entry.kind in chain.OF_PERSONS
    return EntryView(
        number=entry.number,
        kind=entry.kind,
        title=str(entry.get_kind_display()),
        county=entry.county,
        from_on=entry.from_on,
        to_on=entry.to_on,
        times=PersonTimes(entry.times) if of_persons else None,
        count=entry.times,
        persons=Persons(entry.persons) if of_persons else None,
        sum_fen=entry.sum_fen,
        hash=entry.hash,
        previous=entry.previous,
    )
