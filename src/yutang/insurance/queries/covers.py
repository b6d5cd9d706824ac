"""Who is insured on a day, by which rule; for rooms that settle cases. They ask who may look."""

from dataclasses import dataclass
from datetime import date

from yutang.insurance.models import Enrolment
from yutang.insurance.queries.plans import rule
from yutang.insurance.rules.wording import Rule
from yutang.kernel.errors import NotFound
from yutang.roster import queries as roster


@dataclass(frozen=True)
class Cover:
    """One person's cover in one policy period; `id` is the enrolment's."""

    id: int
    member_id: int
    plan_id: int
    version_id: int
    policy_id: int
    kind: str
    name: str
    name_en: str
    insurer: str
    programme_id: int
    county_code: str
    from_on: date
    to_on: date

    @property
    def rule(self) -> Rule:
        """The rule that this cover is by: that of its policy period, whatever came later."""
        return rule(self.version_id)


def covers(member_id: int, on: date | None = None) -> list[Cover]:
    """Return a person's covers on a day, or all there were, newest first.

    Rows that were merged into this person's count as theirs.
    """
    found = Enrolment.objects.filter(member_id__in=roster.faces(member_id))
    if on is not None:
        found = found.filter(policy__from_on__lte=on, policy__to_on__gte=on)
    rows = found.select_related("policy__plan").order_by("-policy__from_on", "-pk")
    return [_cover(each) for each in rows]


def covered(member_id: int, on: date, kind: str = "") -> Cover | None:
    """Return the person's cover on a day, of this kind of plan when one is named."""
    return next((each for each in covers(member_id, on) if kind in {"", each.kind}), None)


def cover(enrolment_id: int) -> Cover:
    """Return one cover; raises `NotFound` when there is none."""
    found = Enrolment.objects.select_related("policy__plan").filter(pk=enrolment_id).first()
    if found is None:
        raise NotFound
    return _cover(found)


def documents(of: Rule, event: str) -> tuple[str, ...]:
    """Return the names of the papers that an event asks for; none for an event not covered."""
    found = of.event(event)
    return found.documents if found is not None else ()


def _cover(row: Enrolment) -> Cover:
    policy = row.policy
    plan = policy.plan
    return Cover(
        row.pk,
        row.member_id,
        plan.pk,
        policy.version_id,
        policy.pk,
        plan.kind,
        plan.name,
        plan.name_en,
        plan.insurer,
        plan.programme_id,
        policy.place_code,
        policy.from_on,
        policy.to_on,
    )
