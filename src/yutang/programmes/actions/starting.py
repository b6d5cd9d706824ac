"""Programmes: begun, planned, closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.money import yuan
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.programmes import access, queries
from yutang.programmes.actions import guards
from yutang.programmes.errors import MoneyLeft, NotNow
from yutang.programmes.models import BudgetLine, Kind, Programme, ProgrammeState, Scheme
from yutang.programmes.rules import kinds, steps


@dataclass(frozen=True)
class ProgrammeFacts:
    """What is said of a programme when it begins.

    `kind` and `scheme` are short names of those there are, or ""; `place_code` has 2 to 12 digits,
    or is "" for the whole country.
    """

    name: str
    direction: kinds.Direction
    place_code: str
    aim: str
    starts_on: date
    ends_on: date
    kind: str = ""
    scheme: str = ""


def start(
    facts: ProgrammeFacts,
    by: Person,
    *,
    key: UUID,
    owner: int | None = None,
    is_demo: bool = False,
    at: datetime | None = None,
) -> Programme:
    """Begin a programme at a place whose clerk the person is; asked again with the key, that one.

    `owner`: who runs it (a person's id), the beginner unless said otherwise. `at` is the moment,
    now unless said otherwise; so too in the steps that follow.

    Raises:
        NotFound: not a clerk there, or no such kind, scheme or person.
        DaysWrong, WordsNeeded
    """
    known = Programme.objects.filter(key=key).first()
    if known is not None:
        return access.programme_for(by, known.pk)
    access.need_clerk(by, facts.place_code)
    steps.check_days(facts.starts_on, facts.ends_on)
    name = steps.check_words(facts.name, steps.NAME_LEAST)[:80]
    aim = facts.aim.strip()[: steps.AIM_MOST]
    steps.check_words(aim, steps.AIM_LEAST)
    kind = Kind.objects.filter(slug=facts.kind).first()
    scheme = Scheme.objects.filter(slug=facts.scheme).first()
    if (facts.kind and kind is None) or (facts.scheme and scheme is None):
        raise NotFound
    return Programme.objects.create(
        key=key,
        name=name,
        kind=kind,
        direction=facts.direction,
        scheme=scheme,
        place_code=facts.place_code,
        aim=aim,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        owner=by if owner is None else people.person(owner),
        made_at=at or now(),
        made_by=by,
        is_demo=is_demo,
    )


def plan(
    programme_id: int,
    purpose: kinds.Purpose,
    amount_fen: int,
    by: Person,
    *,
    reason: str = "",
    at: datetime | None = None,
) -> BudgetLine:
    """Plan so many fen for a purpose from now on; 0 takes the line out of the budget.

    A line that changes what was planned needs a reason; the same amount again changes nothing.

    Raises:
        NotFound, NotNow, AmountWrong, WordsNeeded
        PlanTooSmall: more was spent on it already.
    """
    programme = access.programme_for(by, programme_id)
    if programme.state != ProgrammeState.RUNNING:
        raise NotNow
    if amount_fen:
        steps.check_amount(amount_fen)
    with guards.refused(programme.pk, purpose, planning=True):
        Programme.objects.select_for_update().get(pk=programme.pk)
        before = programme.budget.filter(purpose=purpose).order_by("-pk").first()
        if before is not None and before.amount_fen == amount_fen:
            return before
        words = " ".join(reason.split()) if before is None else steps.check_words(reason)
        return BudgetLine.objects.create(
            programme=programme,
            purpose=purpose,
            amount_fen=amount_fen,
            reason=words[: steps.WORDS_MOST],
            at=at or now(),
            by=by,
        )


def close(programme_id: int, by: Person) -> Programme:
    """The programme is over: a clerk of its place closes it, when its account is empty.

    Raises:
        NotFound, NotNow
        MoneyLeft: there is money left, or something waits for a second person or for payment.
    """
    with transaction.atomic():
        access.programme_for(by, programme_id)
        programme = Programme.objects.select_for_update().get(pk=programme_id)
        access.need_clerk(by, programme.place_code)
        if programme.state != ProgrammeState.RUNNING:
            raise NotNow
        left = queries.has(programme.pk)
        waits = programme.grants.filter(state="noted").exists()
        waits = waits or programme.bills.filter(state="noted").exists()
        unpaid = programme.bills.filter(state="confirmed", paid_on=None).exists()
        if left or waits or unpaid:
            raise MoneyLeft(left=yuan(left))
        programme.state = ProgrammeState.CLOSED
        programme.closed_at, programme.closed_by = now(), by
        programme.save(update_fields=["state", "closed_at", "closed_by"])
    return programme
