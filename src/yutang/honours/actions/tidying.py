"""What time does by itself: notices end, reviews fall due, honours expire."""

from datetime import date, datetime

from django.db import transaction

from yutang.honours.actions import locking
from yutang.honours.models import Application, Change, Honour, HonourState, State
from yutang.honours.rules import life, notices
from yutang.kernel.clock import wall

_AT_ONCE = 500
"""Rows looked at in one run; the next one goes on."""


def tidy_up(at: datetime) -> dict[str, int]:
    """Do what is due at this moment; return how many of each. Again it changes nothing."""
    today = wall(at).date()
    return {
        "notices": sum(_end(each, at) for each in _noticed(today)),
        "reviews": sum(_tell_review(number, at) for number in _to_review(today)),
        "expired": sum(_expire(number, at) for number in _lapsed(today)),
    }


def end_notice(application: Application, at: datetime) -> None:
    """Write down that a notice ended and nothing stands against it; within a transaction."""
    application.notice.ended_at = at
    application.notice.save(update_fields=["ended_at"])
    application.state, application.since = State.READY, at
    application.save(update_fields=["state", "since"])


def _noticed(today: date) -> list[int]:
    """Return the applications whose notice is over and that no open objection holds."""
    over = Application.objects.filter(state=State.NOTICE, notice__until__lt=today)
    return list(over.exclude(objections__finding="").values_list("pk", flat=True)[:_AT_ONCE])


def _end(application_id: int, at: datetime) -> bool:
    with transaction.atomic():
        application = locking.application(application_id)
        is_due = application.state == State.NOTICE and notices.is_over(
            application.notice.until, wall(at).date()
        )
        if not is_due or application.objections.filter(finding="").exists():
            return False
        end_notice(application, at)
    return True


def _to_review(today: date) -> list[str]:
    due = Honour.objects.filter(state__in=life.IN_FORCE, review_due__lte=today, review_told=None)
    return list(due.values_list("number", flat=True)[:_AT_ONCE])


def _tell_review(number: str, at: datetime) -> bool:
    with transaction.atomic():
        honour = locking.honour(number)
        is_due = honour.state in life.IN_FORCE and honour.review_due <= wall(at).date()
        if not is_due or honour.review_told is not None:
            return False
        honour.review_told = wall(at).date()
        honour.save(update_fields=["review_told"])
        Change.objects.create(honour=honour, what=Change.What.DUE, at=at, until=honour.review_due)
    return True


def _lapsed(today: date) -> list[str]:
    past = Honour.objects.filter(state__in=life.IN_FORCE, valid_until__lt=today)
    return list(past.values_list("number", flat=True)[:_AT_ONCE])


def _expire(number: str, at: datetime) -> bool:
    with transaction.atomic():
        honour = locking.honour(number)
        if life.stage(honour.state, honour.valid_until, wall(at).date()) != life.EXPIRED:
            return False
        if honour.state == HonourState.EXPIRED:
            return False
        honour.state, honour.ended_on = HonourState.EXPIRED, wall(at).date()
        honour.save(update_fields=["state", "ended_on"])
        Change.objects.create(
            honour=honour, what=Change.What.EXPIRED, at=at, until=honour.valid_until
        )
    return True
