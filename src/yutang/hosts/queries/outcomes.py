"""What became of people: how far a class, a programme or a place has come, and how long it took."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, QuerySet

from yutang.hosts.models import Month, Path, State
from yutang.hosts.queries import paths, ruling
from yutang.hosts.rules import months as calendar
from yutang.hosts.rules.spread import quantile
from yutang.kernel.clock import now
from yutang.kernel.counts import Persons

_HOSTS = (State.CERTIFIED, State.SUSPENDED)


@dataclass(frozen=True)
class Lasted:
    """How long something took: of how many persons, and quartiles."""

    persons: Persons
    lower: int
    median: int
    upper: int


@dataclass(frozen=True)
class Outcome:
    """How far some people on the path have come. Persons in each, not in the ones before."""

    on_path: Persons
    """Everybody who ever applied."""
    certified: Persons
    """Have the diploma and have not left."""
    sold: Persons
    """Of all who ever had it: had a first sale after it."""
    dormant: Persons
    reached: Persons
    """Of all who ever had it: had a month above the income aimed at."""
    days_to_sale: Lasted | None
    """From the diploma to the first sale."""
    months_to_aim: Lasted | None
    """From the month of the diploma, which counts as the first, to the first such month."""


@dataclass(frozen=True)
class CountyCount:
    """Hosts of a county."""

    code: str
    hosts: Persons
    dormant: Persons


def of_cohort(cohort_id: int) -> Outcome:
    """Return what became of those who passed a class, as far as they are on the path."""
    return outcome(Path.objects.filter(cohort=cohort_id))


def of_programme(programme_id: int) -> Outcome:
    """Return what became of those who passed classes of a programme."""
    return outcome(Path.objects.filter(cohort__programme=programme_id))


def at_place(code: str) -> Outcome:
    """Return how far people of a place and under it have come."""
    return outcome(Path.objects.filter(place_code__startswith=code))


def outcome(found: "QuerySet[Path]") -> Outcome:
    """Return how far these paths have come: three queries. One person's later path counts too."""
    rows = list(found.order_by("pk"))
    days = ruling.dormant_days({path.place_code for path in rows})
    at = now()
    held = [path for path in rows if path.certified_at is not None]
    hosts = [path for path in rows if path.state in _HOSTS]
    dormant = [path for path in rows if paths.is_dormant(path, at, days[path.place_code])]
    reached = _first_months(held)
    return Outcome(
        on_path=_persons(rows),
        certified=_persons(hosts),
        sold=_persons(path for path in held if path.first_sale_at),
        dormant=_persons(dormant),
        reached=_persons(path for path in held if path.pk in reached),
        days_to_sale=_lasted(
            (path.first_sale_at - path.certified_at).days
            for path in held
            if path.first_sale_at and path.certified_at
        ),
        months_to_aim=_lasted(
            _months_between(path.certified_at, reached[path.pk])
            for path in held
            if path.pk in reached and path.certified_at
        ),
    )


def by_county() -> list[CountyCount]:
    """Return the counties that have hosts, those with most first; one query and the rules."""
    rows = list(Path.objects.filter(state__in=_HOSTS))
    days = ruling.dormant_days({path.place_code for path in rows})
    at = now()
    counties: dict[str, list[Path]] = {}
    for path in rows:
        counties.setdefault(path.place_code[:6], []).append(path)
    counted = [
        CountyCount(
            code,
            _persons(some),
            _persons(path for path in some if paths.is_dormant(path, at, days[path.place_code])),
        )
        for code, some in counties.items()
    ]
    return sorted(counted, key=lambda county: (-county.hosts.number, county.code))


def _first_months(held: Iterable[Path]) -> Mapping[int, date]:
    """Return by path the first month with more than the income aimed at there."""
    aims = {path.pk: path.place_code for path in held}
    if not aims:
        return {}
    found: dict[int, date] = {}
    codes = set(aims.values())
    targets = {code: ruling.rule_at(code).target_fen for code in {code[:6] for code in codes}}
    for target in set(targets.values()):
        ids = [pk for pk, code in aims.items() if targets[code[:6]] == target]
        above = Month.objects.filter(path__in=ids, net_fen__gt=target)
        found |= dict(above.values_list("path_id").annotate(first=Min("month")))
    return found


def _months_between(certified_at: datetime, month: date) -> int:
    first = calendar.month_of(certified_at)
    return (month.year - first.year) * 12 + month.month - first.month + 1


def _lasted(took: Iterable[int]) -> Lasted | None:
    ordered = sorted(took)
    if not ordered:
        return None
    lower, median, upper = (quantile(ordered, percent) for percent in (25, 50, 75))
    return Lasted(Persons(len(ordered)), lower, median, upper)


def _persons(rows: Iterable[Path]) -> Persons:
    return Persons(len({path.member_id for path in rows}))
