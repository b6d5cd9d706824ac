"""Figures of places: persons who learned, and the lessons they finished, by where they live."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, QuerySet

from yutang.courses.models import LessonDone
from yutang.kernel.clock import CHINA
from yutang.roster import queries as roster


def learners(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return how many persons of each place finished a lesson in the year, each counted once."""
    rows = _finished(year).values_list("study__member", "study__member__place_code").distinct()
    lives = {member: code for member, code in rows.order_by() if _is_asked(code, codes)}
    into = roster.kept(list(lives))
    return {
        asked: Decimal(len({into[each] for each, code in lives.items() if code.startswith(asked)}))
        for asked in codes
    }


def lessons(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return how many lessons persons of each place finished in the year."""
    rows = _finished(year).values_list("study__member__place_code").order_by().annotate(Count("pk"))
    counted = list(rows)
    return {
        asked: Decimal(sum(number for code, number in counted if code.startswith(asked)))
        for asked in codes
    }


def _finished(year: int) -> QuerySet[LessonDone]:
    since, until = (datetime(each, 1, 1, tzinfo=CHINA) for each in (year, year + 1))
    return LessonDone.objects.filter(at__gte=since, at__lt=until)


def _is_asked(code: str, codes: Collection[str]) -> bool:
    return any(code.startswith(asked) for asked in codes)
