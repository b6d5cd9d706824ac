"""The persons of a confirmed roll are insured: all of them in one transaction, or nobody.

A process that dies on the way leaves the roll confirmed and nobody enrolled; the work is done
again from the beginning. Rolls of one kind of plan are enrolled one after the other, so that nobody
is insured twice for the same days.
"""

from collections.abc import Iterable

from django.db import IntegrityError, connection, transaction

from yutang.insurance.actions import parts
from yutang.insurance.actions.parts import Fit
from yutang.insurance.actions.uploading import clear, forget
from yutang.insurance.actions.watching import Tell, quiet, taken
from yutang.insurance.errors import ChangedSince
from yutang.insurance.models import Policy, Roll, RollState
from yutang.insurance.queries.insured import insured_among
from yutang.insurance.rules import rolls
from yutang.kernel.clock import now, today, wall
from yutang.kernel.errors import Refusal
from yutang.plumbing import rounds
from yutang.programmes import actions as programmes
from yutang.roster import hauls
from yutang.roster.rules import Agreed

CAUSE = "insurance"
"""Under this word, with the roll's key, a premium is spent."""
PURPOSE = "insurance"
"""What the persons on a roll agreed to."""
_ENROL = "copy insurance_enrolment (policy_id, member_id, roll_id, row, place_code) from stdin"


def enrol(roll_id: int, tell: Tell = quiet) -> Roll:
    """Enrol a confirmed roll, and spend its premiums; one that is not confirmed is left as it is.

    What refuses it, for example a programme short of money, is kept with the roll: nobody is
    enrolled then, and it may be read anew.
    """
    with transaction.atomic():
        roll = taken(roll_id)
        if roll is None:
            return Roll.objects.get(pk=roll_id)
        if roll.state != RollState.ENROLLING:
            return roll
        try:
            with transaction.atomic():
                _enrol(roll, tell)
        except Refusal as why:
            roll.state = RollState.FAILED
            roll.why = why.sentence("zh-hans")[:400]
            roll.why_en = why.sentence("en")[:400]
        roll.save()
        if roll.state == RollState.ENROLLED:
            clear(roll)
    if roll.state == RollState.ENROLLED:
        forget(roll)
    return roll


def _enrol(roll: Roll, tell: Tell) -> None:
    policy = Policy.objects.select_related("plan__programme").get(pk=roll.policy_id)
    _one_at_a_time(policy.plan.kind)
    done = 0
    for fits in parts.of(roll):
        _write(roll, policy, fits)
        done += len(fits)
        tell("enrolling", done, roll.can_enrol)
    if done != roll.can_enrol:
        raise ChangedSince
    programmes.spend(
        policy.plan.programme_id,
        premiums_fen(policy, done),
        purpose="premium",
        owner=rolls.insurer_owner(policy.plan_id),
        cause=CAUSE,
        key=str(roll.key),
        about=f"{policy.plan.name} {policy.place_code} {policy.from_on}..{policy.to_on}",
        by=roll.confirmed_by,
    )
    roll.state, roll.enrolled_at = RollState.ENROLLED, now()


def premiums_fen(policy: Policy, persons: int) -> int:
    """Return what so many persons cost in a policy period."""
    return policy.premium_fen * persons


def _write(roll: Roll, policy: Policy, fits: list[Fit]) -> None:
    entered = _entered(roll, policy, fits)
    ids = [each.id for each in entered if each.id is not None]
    here, elsewhere = insured_among(policy, ids)
    if here or elsewhere or len(set(ids)) < len(fits):
        raise ChangedSince
    rows = zip(fits, ids, strict=True)
    try:
        _copy((policy.pk, member, roll.pk, fit.row, fit.place_code) for fit, member in rows)
    except IntegrityError as error:
        raise ChangedSince from error


def _entered(roll: Roll, policy: Policy, fits: list[Fit]) -> list[hauls.Entered]:
    whence = hauls.Whence(
        purpose=PURPOSE,
        agreed=Agreed(how="paper", given_on=wall(roll.made_at).date()),
        on=today(),
        at=now(),
        by=roll.confirmed_by_id,
        is_demo=policy.plan.is_demo,
    )
    rows = [hauls.Row(fit.entry, fit.guardian) for fit in fits]
    return rounds.run(connection.connection, hauls.enter_many(rows, whence))


def _copy(rows: Iterable[tuple[object, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(_ENROL) as stream:
        for row in rows:
            stream.write_row(row)


def _one_at_a_time(kind: str) -> None:
    """Wait until no other roll of this kind of plan is being enrolled."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('insurance.enrol'), hashtext(%s))", [kind]
        )
