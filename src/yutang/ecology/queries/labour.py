"""Work days and wages; to the public only counts, persons and person-times apart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise

from yutang.ecology.models import Plot, WageSheet, WorkDay
from yutang.kernel.counts import Persons, PersonTimes
from yutang.people.access import Person
from yutang.roster import access as roster_access
from yutang.roster import queries as roster


@dataclass(frozen=True)
class DayView:
    """A work day on a plot's page for those who work there."""

    id: int
    on: date
    name: str
    wage_fen: int | None
    sheet_id: int | None


@dataclass(frozen=True)
class SheetView:
    """A wage sheet as lists show it."""

    id: int
    programme: str
    since: date
    until: date
    day_fen: int
    state: str
    state_name: str | Promise
    reason: str
    made_at: datetime
    made_by: str
    persons: Persons
    person_times: PersonTimes
    total_fen: int


@dataclass(frozen=True)
class WageView:
    """What a sheet gives one person."""

    member_id: int
    name: str
    days: int
    wage_fen: int


def days_of(plot: Plot, reader: Person, most: int) -> list[DayView]:
    """Return the last work days on a plot, with the names that the reader may see."""
    rows = list(plot.work_days.order_by("-on", "-pk")[:most])
    names = roster_access.names(reader, {each.member_id for each in rows})
    return [
        DayView(each.pk, each.on, names.get(each.member_id, ""), each.wage_fen, each.sheet_id)
        for each in rows
    ]


def work_of(plots: Iterable[int]) -> tuple[Persons, PersonTimes]:
    """Return how many different persons worked on these plots, and how many person-days."""
    rows = WorkDay.objects.filter(plot__in=list(plots))
    persons = roster.count_persons(set(rows.values_list("member_id", flat=True)))
    return persons, PersonTimes(rows.count())


def unpaid(programme_id: int) -> tuple[PersonTimes, date | None, date | None]:
    """Return how many work days of a programme are on no sheet, the first and the last of them."""
    days = WorkDay.objects.filter(plot__programme=programme_id, sheet=None)
    dates = list(days.order_by("on").values_list("on", flat=True))
    return PersonTimes(len(dates)), *((dates[0], dates[-1]) if dates else (None, None))


def sheets(rows: Iterable[WageSheet]) -> list[SheetView]:
    """Return wage sheets as lists show them, in their order."""
    found = list(rows)
    ids = [each.pk for each in found]
    sums = {
        row["sheet"]: row
        for row in WorkDay.objects.filter(sheet__in=ids)
        .values("sheet")
        .annotate(days=Count("pk"), fen=Sum("wage_fen"))
    }
    members: dict[int, set[int]] = {each: set() for each in ids}
    for sheet_id, member in WorkDay.objects.filter(sheet__in=ids).values_list("sheet", "member"):
        members[sheet_id].add(member)
    return [
        SheetView(
            id=each.pk,
            programme=each.programme.name,
            since=each.since,
            until=each.until,
            day_fen=each.day_fen,
            state=each.state,
            state_name=each.get_state_display(),
            reason=each.reason,
            made_at=each.made_at,
            made_by=each.made_by.name,
            persons=roster.count_persons(members[each.pk]),
            person_times=PersonTimes(sums[each.pk]["days"] if each.pk in sums else 0),
            total_fen=sums[each.pk]["fen"] if each.pk in sums else 0,
        )
        for each in found
    ]


def sheet_view(sheet: WageSheet) -> SheetView:
    """Return one wage sheet."""
    return sheets([sheet])[0]


def wages_of(sheet: WageSheet, reader: Person) -> list[WageView]:
    """Return what a sheet gives each person, by name as the reader may see it."""
    rows = list(sheet.work_days.values_list("member_id", "wage_fen"))
    stands = roster.kept({member for member, _fen in rows})
    days, sums = Counter[int](), Counter[int]()
    for member, fen in rows:
        days[stands[member]] += 1
        sums[stands[member]] += fen or 0
    names = roster_access.names(reader, list(days))
    found = [WageView(each, names.get(each, ""), days[each], sums[each]) for each in days]
    return sorted(found, key=lambda each: (each.name, each.member_id))


def mine(person: Person) -> tuple[PersonTimes, int]:
    """Return how many days the person worked, and what was agreed for them, in fen."""
    own = roster_access.of_account(person)
    rows = WorkDay.objects.filter(member_id__in=roster.faces(own.pk) if own else [])
    agreed = Sum("wage_fen", filter=Q(sheet__state=WageSheet.State.AGREED))
    return PersonTimes(rows.count()), rows.aggregate(fen=agreed)["fen"] or 0
