"""Plans and their rules, public."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yutang.insurance.models import Plan, PlanVersion
from yutang.insurance.rules import wording
from yutang.insurance.rules.wording import Rule
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.plumbing.reader import reads_english


@dataclass(frozen=True)
class VersionView:
    """One published version with its rule; `until` is the last day it is in force, None: open."""

    id: int
    plan_id: int
    number: int
    rule: Rule
    text: str
    digest: str
    valid_from: date
    until: date | None
    published_at: datetime
    published_by: str


@dataclass(frozen=True)
class PlanView:
    """A plan as everybody may see it; `version` is the one in force today, or the newest."""

    id: int
    kind: str
    kind_name: str
    name: str
    insurer: str
    programme_id: int
    programme: str
    place_code: str
    is_demo: bool
    version: VersionView | None


def rule(version_id: int) -> Rule:
    """Return the rule of a published version.

    Raises:
        NotFound: there is none.
    """
    found = PlanVersion.objects.filter(pk=version_id).values_list("text", flat=True).first()
    if found is None:
        raise NotFound
    return _read(found)


def rule_on(plan_id: int, on: date) -> PlanVersion | None:
    """Return the version of a plan in force on a day: the latest to begin, unless it is over."""
    begun = PlanVersion.objects.filter(plan_id=plan_id, valid_from__lte=on)
    found = begun.order_by("-valid_from").first()
    is_over = found is not None and found.valid_to is not None and found.valid_to < on
    return None if is_over else found


def version_views(plan_id: int) -> list[VersionView]:
    """Return all versions of a plan, newest first."""
    rows = PlanVersion.objects.filter(plan_id=plan_id).select_related("published_by")
    return _versions(rows).get(plan_id, [])


def version_view(version_id: int) -> VersionView:
    """Return a published version; raises `NotFound`."""
    found = PlanVersion.objects.filter(pk=version_id).values_list("plan_id", flat=True).first()
    views = version_views(found) if found is not None else []
    for each in views:
        if each.id == version_id:
            return each
    raise NotFound


def plan_views(found: Iterable[Plan]) -> list[PlanView]:
    """Return plans with the rule in force: one query besides theirs."""
    plans = list(found)
    rows = PlanVersion.objects.filter(plan__in=plans).select_related("published_by")
    versions = _versions(rows)
    return [_view(plan, versions.get(plan.pk, [])) for plan in plans]


def insurers(owners: Sequence[str]) -> dict[str, str]:
    """Return the names of insurers as owners of accounts: what is owed them for premiums."""
    ids = {owner: int(owner.partition(":")[2]) for owner in owners}
    known = dict(Plan.objects.filter(pk__in=ids.values()).values_list("pk", "insurer"))
    return {owner: known[pk] for owner, pk in ids.items() if pk in known}


def plan_view(found: Plan) -> PlanView:
    """Return one plan with the rule in force."""
    return plan_views([found])[0]


def _view(plan: Plan, versions: list[VersionView]) -> PlanView:
    now = today()
    standing = [each for each in versions if each.valid_from <= now <= (each.until or now)]
    return PlanView(
        plan.pk,
        plan.kind,
        plan.get_kind_display(),
        plan.name_en if reads_english() else plan.name,
        plan.insurer,
        plan.programme_id,
        plan.programme.name,
        plan.programme.place_code,
        plan.is_demo,
        next(iter(standing or versions), None),
    )


def _versions(rows: Iterable[PlanVersion]) -> dict[int, list[VersionView]]:
    """Return views by plan, the latest to begin first; a version ends where the next begins."""
    found: dict[int, list[VersionView]] = {}
    for row in sorted(rows, key=lambda each: each.valid_from, reverse=True):
        before = found.setdefault(row.plan_id, [])
        ends = [row.valid_to] if row.valid_to else []
        if before:
            ends.append(date.fromordinal(before[-1].valid_from.toordinal() - 1))
        before.append(
            VersionView(
                row.pk,
                row.plan_id,
                row.number,
                _read(row.text),
                row.text,
                row.digest,
                row.valid_from,
                min(ends, default=None),
                row.published_at,
                row.published_by.name,
            )
        )
    return found


@functools.lru_cache(maxsize=200)
def _read(text: str) -> Rule:
    """Return the rule of a text; a published one never changes, so it is read once."""
    return wording.read(text)
