"""Somebody was at a session: scanned, typed, or ticked by the teacher; confirmed, taken back.

A device sends what it kept until it hears an answer, so each sending has a key of its own, and the
same key is answered the same. A tick adds; only a step of its own, with a reason, takes away.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.plumbing.seal import unseal_bytes
from yutang.roster import access as roster
from yutang.roster.queries import faces
from yutang.training import access
from yutang.training.actions import enrolling, locking
from yutang.training.errors import BadAttendCode, NotEnrolled, NotNow, NotYet, ReasonNeeded
from yutang.training.models import Attendance, AttendanceAct, Enrolment, How, Receipt, Session
from yutang.training.rules import codes
from yutang.training.rules import enrolling as states

_Act = AttendanceAct.Act
_State = Attendance.State
_STANDING = (_State.PRESENT, _State.LATE)


class _Seen(NamedTuple):
    """How, when and by whom somebody was seen at a session."""

    how: How
    by: Person
    when: datetime
    claimed_at: datetime | None


class Answer(NamedTuple):
    """What a device hears; `is_new` is False when it was told before."""

    said: dict[str, Any]
    is_new: bool


def attend(text: str, key: UUID, by: Person, *, claimed_at: datetime | None = None) -> Answer:
    """Note that the person is at a session, by what they scanned or typed.

    Arrived while the code was shown, it stands; later, it waits for the teacher. A second scan of
    the same session changes nothing. The answer: session, its class and the attendance's state.

    Raises:
        BadAttendCode: no such code, or not of a session of theirs.
        NotEnrolled: the code is right, and they are not on the list.
    """
    known = _told(key, by)
    if known is not None:
        return known
    at = now()
    scanned = codes.read_scanned(text)
    session, seen = _scanned(scanned, at) if scanned else _typed(text, by, at, claimed_at)
    own = _own(session, by)
    with transaction.atomic():
        enrolment = locking.enrolment(own.pk)
        if enrolment.state not in states.MAY_ATTEND | {states.COMPLETED}:
            raise NotEnrolled
        how = How.QR if scanned else How.CODE
        if session.mode == Session.Mode.ONLINE:
            how = How.REMOTE
        wanted = _State.PRESENT if seen.is_fresh else _State.LATE
        when = codes.moment_of(seen.step)
        row = _mark(session, enrolment, wanted, _Seen(how, by, when, claimed_at))
        said = {
            "session": session.pk,
            "cohort": session.cohort_id,
            "title": session.title,
            "state": row.state,
        }
        return _answered(key, by, said, at)


def tick(
    session_id: int,
    present: Collection[int],
    key: UUID,
    by: Person,
    *,
    seen: int = 0,
    claimed_at: datetime | None = None,
) -> Answer:
    """Note who was at a session, by the teacher's list: enrolments that were ticked.

    Ticks of two teachers add up; who is not ticked is left as they are. `seen` is the latest act
    that the list showed: one ticked here whom somebody took back after that stays taken back, and
    is counted in the answer's `left`.

    Raises:
        NotFound: not their session. NotYet: it has not begun, or is too long ago.
    """
    known = _told(key, by)
    if known is not None:
        return known
    at = now()
    session = access.session_to_teach(by, session_id)
    _check_window(session, at)
    with transaction.atomic():
        locking.cohort(session.cohort_id)
        rows = Enrolment.objects.select_for_update().filter(
            pk__in=present, cohort=session.cohort_id, state__in=states.MAY_ATTEND
        )
        how = How.REMOTE if session.mode == Session.Mode.ONLINE else How.LIST
        when = min(max(claimed_at, session.starts_at - codes.BEFORE), at) if claimed_at else at
        undone = _undone_since(session, seen)
        marked = left = 0
        for enrolment in rows.order_by("pk"):
            if enrolment.pk in undone:
                left += 1
                continue
            _mark(session, enrolment, _State.PRESENT, _Seen(how, by, when, claimed_at))
            marked += 1
        said = {"session": session.pk, "marked": marked, "left": left}
        return _answered(key, by, said, at)


def confirm(attendance_id: int, by: Person) -> Attendance:
    """Confirm an attendance that came late over the line; confirmed twice, it stands once.

    Raises:
        NotFound. NotNow: it was taken back.
    """
    access.attendance_to_decide(by, attendance_id)
    with transaction.atomic():
        row = locking.attendance(attendance_id)
        if row.state == _State.UNDONE:
            raise NotNow
        if row.state == _State.LATE:
            _confirm(row, row.enrolment, by)
    return row


def undo(attendance_id: int, reason: str, by: Person) -> Attendance:
    """Take an attendance back, with a reason; what was is kept. Taken back twice, it is once.

    Raises:
        NotFound. ReasonNeeded. NotNow: the person completed the class with it.
    """
    access.attendance_to_decide(by, attendance_id)
    said = one_line(reason)[: states.REASON_MOST]
    if not said:
        raise ReasonNeeded
    with transaction.atomic():
        row = locking.attendance(attendance_id)
        if row.enrolment.state == states.COMPLETED:
            raise NotNow
        if row.state != _State.UNDONE:
            row.state = _State.UNDONE
            row.save(update_fields=["state"])
            _note(row, _Act.UNDO, by, said)
    return row


def secret_of(session: Session) -> bytes:
    """Return what a session's codes follow from; for its teachers' pages alone."""
    return unseal_bytes(session.secret_sealed)


def _scanned(said: codes.Scanned, at: datetime) -> tuple[Session, codes.Seen]:
    session = (
        Session.objects.select_related("cohort")
        .filter(pk=said.session_id, cancelled_at=None)
        .first()
    )
    if session is None:
        raise BadAttendCode
    seen = codes.check_scanned(secret_of(session), said, _window(session), at)
    if seen is None:
        raise BadAttendCode
    return session, seen


def _typed(
    text: str, by: Person, at: datetime, claimed_at: datetime | None
) -> tuple[Session, codes.Seen]:
    """Find the session among the person's own: eight letters do not say which it is."""
    code = codes.read_typed(text)
    if code is None:
        raise BadAttendCode
    mine = Session.objects.select_related("cohort").filter(
        cancelled_at=None,
        cohort__enrolments__member_id__in=_rows(by),
        starts_at__lte=at + codes.BEFORE,
        ends_at__gte=at - codes.SYNC,
    )
    for session in mine:
        said = codes.Typed(session.pk, code, claimed_at)
        seen = codes.check_typed(secret_of(session), said, _window(session), at)
        if seen is not None:
            return session, seen
    raise BadAttendCode


def _rows(by: Person) -> list[int]:
    member = roster.of_account(by)
    return faces(member.pk) if member is not None else []


def _own(session: Session, by: Person) -> Enrolment:
    rows = Enrolment.objects.filter(cohort=session.cohort_id, member_id__in=_rows(by))
    # Two rows that were merged may both be in the class: the one that may attend counts.
    best = sorted(rows, key=lambda row: row.state not in states.MAY_ATTEND)
    if not best:
        raise NotEnrolled
    return best[0]


def _mark(
    session: Session, enrolment: Enrolment, wanted: Attendance.State, seen: _Seen
) -> Attendance:
    """Write an attendance down once; what stands stays, a late one that is now seen stands."""
    row = (
        Attendance.objects.select_for_update().filter(session=session, enrolment=enrolment).first()
    )
    if row is not None and row.state in _STANDING:
        if row.state == _State.LATE and wanted == _State.PRESENT:
            _confirm(row, enrolment, seen.by)
        return row
    if row is not None and wanted == _State.LATE:
        return row  # what a teacher took back does not come back by what a phone still held
    made = row or Attendance(session=session, enrolment=enrolment)
    made.state, made.how, made.by = wanted, seen.how, seen.by
    made.at, made.claimed_at, made.came_at = seen.when, seen.claimed_at, now()
    made.save()
    _note(made, _Act.MARK if wanted == _State.PRESENT else _Act.LATE, seen.by)
    if wanted == _State.PRESENT:
        enrolling.start_attending(enrolment, seen.by)
    return made


def _confirm(row: Attendance, enrolment: Enrolment, by: Person) -> None:
    row.state = _State.PRESENT
    row.save(update_fields=["state"])
    _note(row, _Act.CONFIRM, by)
    enrolling.start_attending(enrolment, by)


def _note(row: Attendance, act: AttendanceAct.Act, by: Person, reason: str = "") -> None:
    AttendanceAct.objects.create(
        attendance=row,
        act=act,
        how=row.how,
        reason=reason,
        at=now(),
        claimed_at=row.claimed_at,
        by=by,
    )


def _undone_since(session: Session, seen: int) -> set[int]:
    """Return whose attendance was taken back after this act, and stands so."""
    acts = AttendanceAct.objects.filter(
        attendance__session=session,
        attendance__state=_State.UNDONE,
        act=_Act.UNDO,
        pk__gt=seen,
    )
    return set(acts.values_list("attendance__enrolment_id", flat=True))


def _window(session: Session) -> codes.Window:
    return codes.Window(session.starts_at, session.ends_at)


def _check_window(session: Session, at: datetime) -> None:
    if session.cancelled_at is not None or not _window(session).takes(at):
        raise NotYet


def _told(key: UUID, by: Person) -> Answer | None:
    known = Receipt.objects.filter(pk=key).first()
    if known is None:
        return None
    if known.by_id != by.pk:
        raise NotFound
    return Answer(known.answer, is_new=False)


def _answered(key: UUID, by: Person, said: dict[str, Any], at: datetime) -> Answer:
    """Keep what is answered to this key; of two at once the second hears the first's answer."""
    made, is_new = Receipt.objects.get_or_create(
        pk=key, defaults={"by": by, "answer": said, "at": at}
    )
    if made.by_id != by.pk:
        raise NotFound
    return Answer(made.answer, is_new)
