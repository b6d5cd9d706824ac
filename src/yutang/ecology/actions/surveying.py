"""Somebody else looks whether what was planted is alive, and counts sample squares."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.ecology import access, photos
from yutang.ecology.actions.planting import pictured
from yutang.ecology.errors import BadSurvey, SecondLookNeeded
from yutang.ecology.models import Planting, Quadrat, Survey
from yutang.ecology.rules.photos import Taken
from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person

SQUARES_MOST = 60
NOTE_MOST = 200
_TREES_MOST = 100_000


def look(
    planting_id: int,
    on: date,
    squares: Sequence[tuple[int, int]],
    photo: bytes | None,
    by: Person,
    *,
    key: UUID,
    note: str = "",
) -> Survey:
    """Note a survival check: alive and dead of each sample square. The same key is once.

    Raises:
        NotFound: not the person's plot, or the planting is not confirmed.
        SecondLookNeeded: the person noted the planting themselves.
        BadSurvey, NotAPicture, PictureTooLarge
    """
    planting = access.planting_for(by, planting_id)
    known = Survey.objects.filter(key=key, planting=planting).first()
    if known is not None:
        return known
    if planting.state != Planting.State.CONFIRMED:
        raise NotFound
    if planting.noted_by_id == by.pk:
        raise SecondLookNeeded
    _check(planting, on, squares)
    digest, taken = photos.keep(photo) if photo else ("", Taken())
    try:
        with transaction.atomic():
            survey = Survey.objects.create(
                planting=planting,
                key=key,
                on=on,
                alive=sum(alive for alive, _dead in squares),
                dead=sum(dead for _alive, dead in squares),
                note=one_line(note)[:NOTE_MOST],
                at=now(),
                by=by,
                **pictured(planting.plot, digest, taken, on),
            )
            Quadrat.objects.bulk_create(
                Quadrat(survey=survey, number=number, alive=alive, dead=dead)
                for number, (alive, dead) in enumerate(squares, 1)
            )
    except IntegrityError:
        known = Survey.objects.filter(key=key, planting=planting).first()
        if known is None:
            raise
        return known
    return survey


def _check(planting: Planting, on: date, squares: Sequence[tuple[int, int]]) -> None:
    counted = all(
        alive >= 0 and dead >= 0 and 0 < alive + dead <= _TREES_MOST for alive, dead in squares
    )
    if not planting.on < on <= today() or not 0 < len(squares) <= SQUARES_MOST or not counted:
        raise BadSurvey
