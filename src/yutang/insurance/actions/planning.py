"""Plans, the versions of their rules, and policy periods of counties."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.insurance import access
from yutang.insurance.errors import (
    BadPeriod,
    BadPlan,
    ElsewhereCounty,
    NoRule,
    NotCovered,
    PeriodOverlaps,
    VersionThere,
)
from yutang.insurance.models import Plan, PlanVersion, Policy
from yutang.insurance.queries import plans as queries
from yutang.insurance.rules import periods, wording
from yutang.kernel.clock import now
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.places import rules as codes
from yutang.programmes import access as programmes

NAME_MOST = 60


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """What somebody says of a plan that begins."""

    key: UUID
    programme_id: int
    kind: str
    name: str
    name_en: str
    insurer: str
    is_demo: bool = False


def add_plan(facts: PlanFacts, by: Person) -> Plan:
    """Begin a plan of a programme; the same key only once.

    Raises:
        NotFound: the programme is not at the person's places.
        BadPlan
    """
    programme = programmes.programme_for(by, facts.programme_id)
    name, name_en, insurer = (
        one_line(text)[:NAME_MOST] for text in (facts.name, facts.name_en, facts.insurer)
    )
    if not (name and name_en and insurer) or facts.kind not in wording.KINDS:
        raise BadPlan
    made, _is_new = Plan.objects.get_or_create(
        key=facts.key,
        defaults={
            "programme_id": programme.pk,
            "kind": facts.kind,
            "name": name,
            "name_en": name_en,
            "insurer": insurer,
            "made_at": now(),
            "made_by": by,
            "is_demo": facts.is_demo,
        },
    )
    return made


def publish(plan_id: int, text: str, by: Person) -> PlanVersion:
    """Publish a version of a plan's rule: it never changes afterwards.

    Raises:
        NotFound: not a plan of the clerk's places.
        BadRule: the text cannot be read, contradicts itself, or is of another kind of plan.
        VersionThere: one begins on the same day already.
    """
    plan = access.plan_to_run(by, plan_id)
    rule = wording.read(text)
    wording.check_kind(rule, plan.kind)
    try:
        with transaction.atomic():
            Plan.objects.select_for_update().get(pk=plan.pk)
            return PlanVersion.objects.create(
                plan=plan,
                number=PlanVersion.objects.filter(plan=plan).count() + 1,
                text=text,
                digest=wording.digest(text),
                valid_from=rule.valid_from,
                valid_to=rule.valid_to,
                published_at=now(),
                published_by=by,
            )
    except IntegrityError as error:
        raise VersionThere(on=rule.valid_from) from error


def begin_period(plan_id: int, place_code: str, first: date, last: date, by: Person) -> Policy:
    """Begin a policy period of a county, by the rule in force on its first day.

    The same period asked for again is the one there is.

    Raises:
        NotFound: no such plan.
        ElsewhereCounty: not a county, or not the clerk's.
        NotCovered: the rule is not for this county.
        BadPeriod, NoRule, PeriodOverlaps
    """
    plan = access.plan(plan_id)
    county = place_code.strip()
    _check_county(plan, county, by)
    if not periods.fits(first, last):
        raise BadPeriod(months=periods.MONTHS_MOST)
    version = queries.rule_on(plan.pk, first)
    if version is None:
        raise NoRule(on=first)
    rule = wording.read(version.text)
    if not rule.covers_place(county):
        raise NotCovered(name=places.full_name(county) or county)
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)
        other = Policy.objects.filter(
            plan=plan, place_code=county, from_on__lte=last, to_on__gte=first
        ).first()
        if other is not None:
            if (other.from_on, other.to_on) == (first, last):
                return other
            raise PeriodOverlaps(from_on=other.from_on, to_on=other.to_on)
        return Policy.objects.create(
            plan=plan,
            version=version,
            place_code=county,
            from_on=first,
            to_on=last,
            premium_fen=periods.premium_fen(rule.premium_fen, first, last),
            made_at=now(),
            made_by=by,
        )


def _check_county(plan: Plan, county: str, by: Person) -> None:
    is_county = len(county) == codes.CODE_DIGITS[codes.Level.COUNTY] and county.isdigit()
    in_programme = county.startswith(plan.programme.place_code)
    if not is_county or not access.insures_at(by, county):
        raise ElsewhereCounty
    if not in_programme:
        raise NotCovered(name=places.full_name(county) or county)
