"""Versions of rules, as the rules see them."""

from datetime import date

from yutang.honours.models import Demand, Version
from yutang.honours.rules import demands, versions
from yutang.honours.rules.versions import Terms


def terms_of(version: Version) -> Terms:
    """Return a version with its demands in their order: one query."""
    return _terms(version, list(version.demands.order_by("position")))


def every() -> list[Terms]:
    """Return all versions, the latest to begin first: two queries."""
    kept = Version.objects.prefetch_related("demands").order_by("-valid_from", "-id")
    return [_terms(version, sorted(version.demands.all(), key=_position)) for version in kept]


def in_force(kind: str, place_code: str, on: date) -> Terms | None:
    """Return the version that holds for a place on a day."""
    kept = Version.objects.filter(kind=kind).prefetch_related("demands")
    every_one = [_terms(version, sorted(version.demands.all(), key=_position)) for version in kept]
    return versions.in_force(every_one, kind, place_code, on)


def demand_ids(version_id: int) -> list[int]:
    """Return the ids of a version's demands, in their order."""
    return list(
        Demand.objects.filter(version=version_id).order_by("position").values_list("pk", flat=True)
    )


def _position(demand: Demand) -> int:
    return demand.position


def _terms(version: Version, rows: list[Demand]) -> Terms:
    return Terms(
        id=version.pk,
        kind=version.kind,
        place_code=version.place_code,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        applicants=tuple(version.applicants),
        last_level=version.last_level,
        notice_days=version.notice_days,
        valid_months=version.valid_months,
        review_months=version.review_months,
        warning_days=version.warning_days,
        hearing_days=version.hearing_days,
        source=version.source,
        is_unverified=version.is_unverified,
        demands=tuple(
            demands.Demand(row.how, row.title, row.title_en, row.name, row.least) for row in rows
        ),
    )
