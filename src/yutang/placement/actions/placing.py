"""Beginnings of work found elsewhere, their ends, and what was asked months later."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.placement import access
from yutang.placement.errors import AlreadyPlaced, NotAskedThen, NotNow
from yutang.placement.models import FollowUp, Placement
from yutang.placement.rules import following
from yutang.programmes.access import Programme
from yutang.roster.access import Member


@dataclass(frozen=True)
class Told:
    """What somebody told who was asked some months later; None is not told.

    `month_fen` is what they earn a month, in fen.
    """

    how: str
    outcome: str
    still_there: bool | None = None
    has_shop: bool | None = None
    has_sold: bool | None = None
    month_fen: int | None = None
    words: str = ""


class Began(NamedTuple):
    """What work, where and from when."""

    kind: str
    employer: str
    place_code: str
    starts_on: date


def place(
    member: Member,
    began: Began,
    by: Person,
    *,
    key: UUID,
    programme: Programme | None = None,
    is_demo: bool = False,
) -> Placement:
    """Write down that a member began to work somewhere; the same key again is the same.

    Raises:
        NotFound: the member is none of theirs. AlreadyPlaced: it is written down already.
    """
    access.works_at(by)
    access.member_for(by, member.pk)
    known = Placement.objects.filter(key=key, by=by).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return Placement.objects.create(
                key=key,
                member=member,
                programme=programme,
                kind=began.kind,
                employer=one_line(began.employer)[:80],
                place_code=began.place_code,
                starts_on=began.starts_on,
                recorded_at=now(),
                by=by,
                is_demo=is_demo,
            )
    except IntegrityError:
        raise AlreadyPlaced from None


def end_placement(placement_id: int, ended_on: date, why: str, by: Person) -> Placement:
    """Write down that somebody no longer works there; once. Raises `NotFound`, `NotNow`."""
    access.placement_for(by, placement_id)
    with transaction.atomic():
        found = Placement.objects.select_for_update(of=("self",)).get(pk=placement_id)
        if found.ended_on is not None or not found.starts_on <= ended_on <= today():
            raise NotNow
        found.ended_on, found.ended_why = ended_on, one_line(why)[:200]
        found.save(update_fields=["ended_on", "ended_why"])
    return found


def follow_up(
    member: Member,
    counted_from: date,
    months: int,
    told: Told,
    by: Person,
    *,
    key: UUID,
    placement: Placement | None = None,
) -> FollowUp:
    """Keep what somebody told, or that they were not reached; the same key again is the same.

    Raises:
        NotFound: the member is none of theirs. NotAskedThen: the day has not come.
    """
    access.works_at(by)
    access.member_for(by, member.pk)
    if months not in following.MONTHS:
        raise NotFound
    if following.months_after(counted_from, months) > today():
        raise NotAskedThen
    answers = {
        "still_there": told.still_there,
        "has_shop": told.has_shop,
        "has_sold": told.has_sold,
        "month_fen": told.month_fen,
    }
    if told.outcome != FollowUp.Outcome.ANSWERED:
        answers = dict.fromkeys(answers)
    known = FollowUp.objects.filter(key=key).first()
    if known is not None:
        if known.by_id != by.pk:
            raise NotFound
        return known
    return FollowUp.objects.create(
        key=key,
        member=member,
        placement=placement,
        counted_from=counted_from,
        months=months,
        how=told.how,
        outcome=told.outcome,
        words=one_line(told.words)[:300],
        at=now(),
        by=by,
        **answers,
    )
