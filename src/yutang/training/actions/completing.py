"""Who completed a class is judged by its rule, with every number kept; then the diploma, once."""

from decimal import Decimal

from django.db import transaction

from yutang.diplomas import actions as diplomas
from yutang.diplomas.rules import Paper
from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.training import access
from yutang.training.actions import enrolling, locking
from yutang.training.errors import ClassOver, ClassRuns, LateWaits, NotNow
from yutang.training.models import (
    Attendance,
    Cohort,
    Enrolment,
    Judgement,
    Practice,
)
from yutang.training.queries import showing, terms
from yutang.training.queries.papers import CAUSE, diploma_key
from yutang.training.rules import enrolling as states
from yutang.training.rules.completing import Shown, hours_of, judge

_JUDGED = (states.ADMITTED, states.ATTENDING, states.FAILED)


def judge_all(cohort_id: int, by: Person) -> tuple[int, int]:
    """Judge everybody in a class after its last session; return how many completed, and not.

    Judged again, only those who had not completed it are: an exam sat again, a late attendance
    confirmed. The first time ends the class: nobody enrols any more.

    Raises:
        NotFound. ClassOver: cancelled. ClassRuns: sessions are to come. LateWaits: late syncs wait.
    """
    with transaction.atomic():
        cohort = locking.cohort(cohort_id)
        if not access.runs(by, cohort):
            raise NotFound
        _check_over(cohort)
        rows = list(
            Enrolment.objects.select_for_update()
            .filter(cohort=cohort, state__in=_JUDGED)
            .order_by("pk")
        )
        shown = showing.shown_by(cohort, rows)
        passed = 0
        for row in rows:
            row.cohort = cohort
            passed += _judge(row, shown[row.pk], by)
        if cohort.state == Cohort.State.OPEN:
            cohort.state = Cohort.State.ENDED
            cohort.save(update_fields=["state"])
    return passed, len(rows) - passed


def note_practice(enrolment_id: int, what: str, key: str, by: Person) -> Practice:
    """Note that somebody practised outside the sessions, as a practice sale; once a key.

    Raises:
        NotFound: the class is not theirs to teach. NotNow: the person is not in it any more.
    """
    with transaction.atomic():
        row = locking.enrolment(enrolment_id)
        if not access.teaches(by, row.cohort):
            raise NotFound
        if row.state not in states.MAY_ATTEND:
            raise NotNow
        made, _is_new = Practice.objects.get_or_create(
            key=key,
            defaults={"enrolment": row, "what": one_line(what)[:80], "on": today(), "by": by},
        )
        if made.enrolment_id != row.pk:
            raise NotFound
    return made


def _check_over(cohort: Cohort) -> None:
    if cohort.state == Cohort.State.CANCELLED:
        raise ClassOver
    left = showing.to_come(cohort)
    if left:
        raise ClassRuns(left=left)
    waiting = Attendance.objects.filter(session__cohort=cohort, state=Attendance.State.LATE).count()
    if waiting:
        raise LateWaits(waiting=waiting)


def _judge(row: Enrolment, shown: Shown, by: Person) -> bool:
    """Judge one person, unless nothing changed since they were judged; return if they passed."""
    verdict = judge(terms.asked_by(row.cohort.rule), shown)
    last = row.judgements.order_by("-number").first()
    if last is None or last.inputs != shown.kept() or last.is_passed != verdict.is_passed:
        Judgement.objects.create(
            enrolment=row,
            number=(last.number if last else 0) + 1,
            is_passed=verdict.is_passed,
            inputs=shown.kept(),
            lacks=list(verdict.lacks),
            at=now(),
            by=by,
        )
    enrolling.judged(row, by, is_passed=verdict.is_passed)
    if verdict.is_passed:
        _give_diploma(row, hours_of(shown.minutes), by)
    return verdict.is_passed


def _give_diploma(row: Enrolment, hours: int, by: Person) -> None:
    """Issue the diploma of a completed class; asked twice it is one, for its key is the same."""
    cohort = row.cohort
    paper = Paper(
        holder="",
        member_id=row.member_id,
        title_zh=cohort.title,
        title_en=cohort.title_en or cohort.title,
        hours=Decimal(hours),
        on=today(),
        place_code=cohort.place_code,
        programme=cohort.programme.name[:60],
        is_demo=cohort.is_demo,
    )
    diplomas.issue(paper, cause=CAUSE, key=diploma_key(row), by=by)
