"""Policy periods and who is insured in them, masked, for clerks of the county."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from yutang.insurance.models import Enrolment, Policy
from yutang.insurance.rules import periods
from yutang.kernel.clock import today
from yutang.kernel.counts import Persons
from yutang.places import queries as places
from yutang.roster import queries as roster


@dataclass(frozen=True)
class PolicyView:
    """A policy period with what came of it; `state`: ahead, running or over."""

    id: int
    plan_id: int
    county: str
    place_code: str
    from_on: date
    to_on: date
    state: str
    premium_fen: int
    persons: Persons
    person_years: str
    premiums_fen: int
    version: int


@dataclass(frozen=True)
class InsuredView:
    """One insured person, masked."""

    member_id: int
    name: str
    id_tail: str
    age_band: str
    gender: str
    village: str
    roll_id: int
    row: int


def policy_views(found: Iterable[Policy]) -> list[PolicyView]:
    """Return periods with their persons: two queries besides theirs."""
    policies = list(found)
    counted = dict(
        Enrolment.objects.filter(policy__in=policies)
        .values_list("policy_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    names = places.full_names({policy.place_code for policy in policies})
    return [_policy(each, counted.get(each.pk, 0), names) for each in policies]


def insured(policy: Policy) -> "QuerySet[Enrolment]":
    """Return who is insured in a period, village by village."""
    return Enrolment.objects.filter(policy=policy).order_by("place_code", "pk")


def insured_by_number(policy: Policy, id_number: str) -> "QuerySet[Enrolment]":
    """Return whoever has this identity number, if insured; raises `BadIdNumber`."""
    found = roster.by_id_number(id_number)
    ids = roster.faces(found) if found is not None else []
    return insured(policy).filter(member_id__in=ids)


def insured_views(rows: Sequence[Enrolment]) -> list[InsuredView]:
    """Return these rows masked."""
    members = roster.views([row.member_id for row in rows])
    names = places.names({row.place_code for row in rows})
    shown = []
    for row in rows:
        member = members[row.member_id]
        shown.append(
            InsuredView(
                member.id,
                member.masked_name,
                member.id_tail,
                member.age_band,
                member.gender,
                names.get(row.place_code) or row.place_code,
                row.roll_id,
                row.row,
            )
        )
    return shown


def _policy(policy: Policy, persons: int, names: dict[str, str]) -> PolicyView:
    day = today()
    over = "over" if policy.to_on < day else "running"
    share = periods.share_of_year(policy.from_on, policy.to_on)
    return PolicyView(
        policy.pk,
        policy.plan_id,
        names.get(policy.place_code) or policy.place_code,
        policy.place_code,
        policy.from_on,
        policy.to_on,
        "ahead" if policy.from_on > day else over,
        policy.premium_fen,
        Persons(persons),
        f"{float(share * persons):,.1f}",
        policy.premium_fen * persons,
        policy.version.number,
    )
