"""A village says that there is nothing to report, and takes its word back."""

from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.reports import access
from yutang.reports.models import Declaration
from yutang.reports.queries.declaring import VILLAGE_DIGITS, reported_kinds


def declare(place_code: str, year: int, kind: str, by: Person) -> None:
    """Note that a village has nothing to report of a kind in a year; twice is once.

    Raises:
        NotFound: no village of theirs, or no kind that villages report.
    """
    access.need_writer(by, place_code)
    if len(place_code) != VILLAGE_DIGITS or kind not in {each.name for each in reported_kinds()}:
        raise NotFound
    found = {"place_code": place_code, "year": year, "kind": kind, "withdrawn_at": None}
    Declaration.objects.get_or_create(**found, defaults={"at": now(), "by": by})


def withdraw(place_code: str, year: int, kind: str, by: Person) -> None:
    """Take such a word back; there is something to report after all. Raises `NotFound`."""
    access.need_writer(by, place_code)
    with transaction.atomic():
        standing = Declaration.objects.filter(
            place_code=place_code, year=year, kind=kind, withdrawn_at=None
        )
        standing.update(withdrawn_at=now(), withdrawn_by=by)
