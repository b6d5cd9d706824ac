"""What of each kind is published, for the dictionary: counts and hashes, no rows of anybody."""

from datetime import date, datetime
from typing import Final, NamedTuple

from django.db.models import Count, Max, Min, QuerySet, Sum

from yutang.facts import roots
from yutang.facts.kinds.shape import Kind, days_of
from yutang.facts.models import Manifest, Part
from yutang.facts.queries.manifests import current, of_version


class Held(NamedTuple):
    """A kind's files in the present version together; nothing is published: all zero."""

    parts: int = 0
    rows: int = 0
    size: int = 0
    first: str = ""
    """The part of the earliest days: 2026-11-23, 2026-11 or 2026."""
    last: str = ""
    since: int = 0
    """The version that its newest file came with."""

    @property
    def from_day(self) -> date | None:
        """The first day that its files may hold."""
        return days_of(self.first)[0] if self.first else None


NOTHING: Final = Held()


def held() -> dict[str, Held]:
    """Return what is held of each kind in the present version; one query."""
    counted = (
        of_version(roots.read(), current().number)
        .values_list("kind")
        .order_by()
        .annotate(Count("id"), Sum("rows"), Sum("size"), Min("part"), Max("part"), Max("since"))
    )
    return {row[0]: Held(*row[1:]) for row in counted}


def files_of(kind: Kind) -> QuerySet[Part]:
    """Return the rows of a kind's present files, the latest days first."""
    return of_version(roots.read(), current().number).filter(kind=kind.name).order_by("-part")


def published_at(version: int) -> datetime | None:
    """Return when a version was published."""
    found = Manifest.objects.filter(root=roots.read(), number=version)
    return found.values_list("published_at", flat=True).first()
