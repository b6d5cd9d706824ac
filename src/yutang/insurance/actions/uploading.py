"""A register file on its way: uploaded once, confirmed by a person, given up, read anew."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.insurance import access
from yutang.insurance.errors import (
    FileGone,
    NothingToEnrol,
    NotNow,
    PaperConsentNeeded,
    RollDone,
    RollThere,
)
from yutang.insurance.models import Progress, RefusedRow, Roll, RollPart, RollState
from yutang.insurance.rules import rolls
from yutang.kernel.clock import now, wall
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.plumbing import kept
from yutang.plumbing.sheets import reading as sheets
from yutang.plumbing.sheets.limits import MEGABYTE, Limits

FOLDER = "insurance-registers"
LIMITS = Limits(
    rows_max=300_000, bytes_max=64 * MEGABYTE, unpacked_bytes_max=600 * MEGABYTE, columns_max=40
)
"""A whole county's register; through a page it is as large as an upload may be."""
_NAME_MOST = 120


@dataclass(frozen=True, kw_only=True)
class RegisterFile:
    """A register as it was sent. `has_consents`: everybody on it signed in their village."""

    key: UUID
    name: str
    data: bytes
    has_consents: bool


def upload(policy_id: int, file: RegisterFile, by: Person) -> Roll:
    """Keep a register file to be read; the same key is the same upload.

    Raises:
        NotFound: not a policy period of the clerk's county.
        PaperConsentNeeded, Unreadable, TooLarge
        RollDone: this very file was enrolled for the period already. RollThere: it is on its way.
    """
    policy = access.policy_for(by, policy_id)
    if not file.has_consents:
        raise PaperConsentNeeded
    known = Roll.objects.filter(key=file.key, policy=policy).first()
    if known is not None:
        return known
    sheets.check_size(file.data, LIMITS)
    digest = kept.keep(FOLDER, file.data)
    _refuse_again(policy.pk, digest)
    moment = now()
    try:
        with transaction.atomic():
            return Roll.objects.create(
                policy=policy,
                key=file.key,
                file_name=one_line(file.name)[-_NAME_MOST:],
                sha256=digest,
                consent_says=f"paper, stated {wall(moment):%Y-%m-%d} by {by.pk}",
                made_at=moment,
                made_by=by,
            )
    except IntegrityError:
        _refuse_again(policy.pk, digest)
        raise


def confirm(roll_id: int, by: Person) -> Roll:
    """Let the persons of a register that was read be enrolled; a second time changes nothing.

    Raises:
        NotFound: not a register of the clerk's county.
        NotNow: it is not read, or given up. NothingToEnrol
    """
    roll_id = access.roll_for(by, roll_id).pk
    with transaction.atomic():
        roll = _locked(roll_id)
        if roll.state in {RollState.ENROLLING, RollState.ENROLLED}:
            return roll
        _go(roll, RollState.ENROLLING)
        if not roll.can_enrol:
            raise NothingToEnrol
        roll.confirmed_at, roll.confirmed_by = now(), by
        roll.save()
    return roll


def drop(roll_id: int, by: Person) -> Roll:
    """Give a register up before anybody is enrolled; its file and what was read of it go.

    Raises:
        NotFound, NotNow
    """
    roll_id = access.roll_for(by, roll_id).pk
    with transaction.atomic():
        roll = _locked(roll_id)
        if roll.state == RollState.DROPPED:
            return roll
        _go(roll, RollState.DROPPED)
        roll.save()
        clear(roll)
        RefusedRow.objects.filter(roll=roll).delete()
    forget(roll)
    return roll


def read_again(roll_id: int, by: Person) -> Roll:
    """Have a register read anew, because others were insured or money came in since.

    Raises:
        NotFound, NotNow
        FileGone: it has to be uploaded again.
    """
    roll_id = access.roll_for(by, roll_id).pk
    with transaction.atomic():
        roll = _locked(roll_id)
        if roll.state == RollState.READING:
            return roll
        _go(roll, RollState.READING)
        try:
            kept.content(FOLDER, roll.sha256)
        except kept.Gone as error:
            raise FileGone from error
        roll.confirmed_at = roll.confirmed_by = None
        roll.why = roll.why_en = ""
        roll.save()
    return roll


def clear(roll: Roll) -> None:
    """Take away what waited sealed, and how far it was."""
    RollPart.objects.filter(roll=roll).delete()
    Progress.objects.filter(pk=roll.pk).delete()


def forget(roll: Roll) -> None:
    """Take the uploaded file away, unless another register waits for the same."""
    others = Roll.objects.filter(sha256=roll.sha256).exclude(pk=roll.pk)
    if not others.exclude(state__in=[RollState.ENROLLED, RollState.DROPPED]).exists():
        kept.forget(FOLDER, roll.sha256)


def _locked(roll_id: int) -> Roll:
    return Roll.objects.select_for_update().get(pk=roll_id)


def _go(roll: Roll, to: RollState) -> None:
    if not rolls.may(roll.state, to):
        raise NotNow
    roll.state = to


def _refuse_again(policy_id: int, digest: str) -> None:
    there = Roll.objects.filter(policy_id=policy_id, sha256=digest)
    known = there.exclude(state__in=[RollState.FAILED, RollState.DROPPED]).first()
    if known is None:
        return
    if known.enrolled_at is not None:
        raise RollDone(on=f"{wall(known.enrolled_at):%Y-%m-%d}", number=known.pk)
    raise RollThere(number=known.pk)
