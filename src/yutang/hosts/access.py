"""Doors of the hosts room: a path is its applicant's, whoever wrote it down sees how it goes.

Clerks of the county decide; teachers there tick practice sales and see names, no incomes. What a
host earned is for the host and the clerks of the county.
"""

from django.db.models import Q, QuerySet

from yutang.hosts.errors import OwnPath
from yutang.hosts.models import Path, Rule
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.rules import covers
from yutang.roster import access as roster
from yutang.roster import queries as members

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Path",
    "Rule",
    "checks",
    "county_of",
    "follows",
    "is_own",
    "lists",
    "need_checks",
    "need_lists",
    "need_months",
    "path_for",
    "path_of",
    "paths_of",
    "sees",
    "sees_months",
    "teaches",
    "writes_for",
]

_COUNTY = 6
_LISTS = ("clerk", "teacher", "helper")


def county_of(path: Path) -> str:
    """Return the code of the county whose clerks decide."""
    return path.place_code[:_COUNTY]


def checks(person: Person | None, path: Path) -> bool:
    """Tell whether the person is a clerk of the path's county."""
    return people.may(person, "clerk", county_of(path))


def teaches(person: Person | None, path: Path) -> bool:
    """Tell whether the person ticks practice sales there: a teacher or clerk of the place."""
    return people.may(person, "teacher", path.place_code) or checks(person, path)


def is_own(person: Person | None, path: Path) -> bool:
    """Tell whether the path is the person's own."""
    if person is None:
        return False
    found = members.view(path.member_id)
    return found is not None and found.account_id == person.pk


def writes_for(person: Person | None, path: Path) -> bool:
    """Tell whether the person may apply again, appeal or leave: the applicant, or who wrote it."""
    return person is not None and (path.made_by_id == person.pk or is_own(person, path))


def sees(person: Person | None, path: Path) -> bool:
    """Tell whether the path concerns the person."""
    return writes_for(person, path) or teaches(person, path)


def follows(person: Person | None, place_code: str) -> bool:
    """Tell whether the person follows what becomes of a class there: clerk, teacher or officer."""
    held = people.grants(person)
    return any(covers(held, role, place_code) for role in ("clerk", "teacher", "officer"))


def path_for(person: Person, path_id: int) -> Path:
    """Return a path to whom it concerns; raises `NotFound` to others."""
    found = _paths().filter(pk=path_id).first()
    if found is None:
        raise NotFound
    if not sees(person, found):
        raise NotFound
    return found


def need_checks(person: Person, path: Path) -> None:
    """Go on only for a clerk of the county who has no part in it.

    Raises:
        NotFound: the county is another's.
        OwnPath: the path is their own.
    """
    if not checks(person, path):
        raise NotFound
    if is_own(person, path):
        raise OwnPath


def sees_months(person: Person | None, path: Path) -> bool:
    """Tell whether the person may read what the host earned."""
    return is_own(person, path) or checks(person, path)


def need_months(person: Person, path_id: int) -> Path:
    """Return a path to who may read its months; raises `NotFound`."""
    found = _paths().filter(pk=path_id).first()
    if found is None or not sees_months(person, found):
        raise NotFound
    return found


def path_of(person: Person | None) -> Path | None:
    """Return the person's own path, the newest one."""
    member = roster.of_account(person)
    if member is None:
        return None
    return _paths().filter(member__in=members.faces(member.pk)).order_by("-pk").first()


def lists(person: Person | None) -> tuple[str, ...]:
    """Return the places whose paths the person works on; ``""`` is the whole country."""
    held = people.grants(person)
    return tuple(sorted({each.place_code for each in held if each.role in {*_LISTS, "operator"}}))


def need_lists(person: Person) -> tuple[str, ...]:
    """Return `lists`; raises `NotFound` where there are none."""
    codes = lists(person)
    if not codes:
        raise NotFound
    return codes


def paths_of(person: Person) -> "QuerySet[Path]":
    """Return the paths that the person works on: of their places; a helper's only their own.

    Raises:
        NotFound: they work on none.
    """
    if not lists(person):
        raise NotFound
    there = Q(made_by=person)
    for grant in people.grants(person):
        if grant.role in {"clerk", "teacher", "operator"}:
            there |= Q(place_code__startswith=grant.place_code)
    return _paths().filter(there)


def _paths() -> "QuerySet[Path]":
    return Path.objects.select_related("member", "cohort", "diploma", "made_by")
