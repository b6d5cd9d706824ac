"""What a level says of an application: on to the next, back with a reason, or no."""

from datetime import datetime

from django.db import transaction

from yutang.honours import access
from yutang.honours.actions import locking
from yutang.honours.errors import NotNow, UnmetNeedsReason
from yutang.honours.models import Application, Decision, Notice, State, Submission
from yutang.honours.queries import workdays
from yutang.honours.rules import demands, steps
from yutang.honours.rules.demands import Line
from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.people.access import Person


def decide(
    application_id: int,
    number: int,
    outcome: str,
    reason: str,
    by: Person,
    *,
    at: datetime | None = None,
) -> Decision:
    """Decide on the version `number` of an application, for the level it is with.

    Of two who decide at once the first is heard: the other finds it gone on.

    Raises:
        NotFound: it is not with an office of theirs. OwnCase: they are a party to it.
        NotNow: it moved on, or was handed in anew since they looked.
        WordsNeeded: back and no need a reason. UnmetNeedsReason: yes to unmet conditions too.
    """
    if outcome not in steps.OUTCOMES:
        raise NotFound
    at = at or now()
    with transaction.atomic():
        application = locking.application(application_id)
        level = application.state
        if not access.looks_at(by, application):
            raise NotFound
        if level not in steps.LOOKED_AT:
            raise NotNow
        access.need_office(by, level, application)
        newest = application.submissions.order_by("-number").first()
        if newest is None or newest.number != number:
            raise NotNow
        said = _reason(newest, outcome, reason)
        made = Decision.objects.create(
            submission=newest, level=level, outcome=outcome, reason=said, at=at, by=by
        )
        _move(application, outcome, level, at)
    return made


def _reason(submission: Submission, outcome: str, reason: str) -> str:
    said = steps.checked_reason(reason, is_needed=outcome != steps.PASS)
    lines = [Line(**line) for line in submission.lines]
    if outcome == steps.PASS and demands.unmet(lines) and len(said) < steps.REASON_LEAST:
        raise UnmetNeedsReason
    return said


def _move(application: Application, outcome: str, level: str, at: datetime) -> None:
    version = application.version
    assert version is not None, "what was handed in has its rule"
    to = steps.after(outcome, level, application.applicant, version.last_level)
    application.state, application.since = State(to), at
    application.save(update_fields=["state", "since"])
    if to == steps.NOTICE:
        begins = wall(at).date()
        Notice.objects.create(
            application=application,
            begins_on=begins,
            until=workdays.notice_until(begins, version.notice_days),
            working_days=version.notice_days,
        )
