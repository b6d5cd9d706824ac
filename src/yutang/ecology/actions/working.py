"""Who worked on which day: one row a person and day, wherever they worked."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction

from yutang.ecology import access
from yutang.ecology.errors import BadWork, ConsentMissing, DayInSheet, WorkedAlready
from yutang.ecology.models import WorkDay
from yutang.kernel.clock import now, today
from yutang.people.access import Person
from yutang.roster import queries as roster

MEMBERS_MOST = 200
PURPOSE = "ecology"


def note_work(plot_id: int, on: date, members: Collection[int], by: Person) -> int:
    """Note who worked on a plot on a day; return how many were not noted there before.

    Whoever is noted on that plot and day already stays as they are: sent twice, it is once.

    Raises:
        NotFound, BadWork
        ConsentMissing: somebody did not agree to it.
        WorkedAlready: somebody worked elsewhere on that day.
    """
    plot = access.plot_for(by, plot_id)
    stands = roster.kept(members)
    persons = sorted(set(stands.values()))
    if not 0 < len(persons) <= MEMBERS_MOST or on > today():
        raise BadWork
    agreed = roster.with_consent(persons, PURPOSE)
    if missing := [each for each in persons if each not in agreed]:
        raise ConsentMissing(names=_names(missing))
    try:
        with transaction.atomic():
            faces = {face: each for each in persons for face in roster.faces(each)}
            noted = WorkDay.objects.filter(member_id__in=faces, on=on)
            where = {faces[member]: at for member, at in noted.values_list("member_id", "plot_id")}
            if elsewhere := [each for each, at in where.items() if at != plot.pk]:
                raise WorkedAlready(names=_names(elsewhere), on=on)
            new = [each for each in persons if each not in where]
            WorkDay.objects.bulk_create(
                WorkDay(member_id=each, on=on, plot=plot, at=now(), by=by) for each in new
            )
    except IntegrityError as error:
        raise WorkedAlready(names=_names(persons), on=on) from error
    return len(new)


def take_back(day_id: int, by: Person) -> None:
    """Take back a work day that was noted by mistake; raises `NotFound`, `DayInSheet`."""
    day = access.work_day_for(by, day_id)
    with transaction.atomic():
        locked = WorkDay.objects.select_for_update().filter(pk=day.pk).first()
        if locked is None:
            return
        if locked.sheet_id is not None:
            raise DayInSheet
        locked.delete()


def _names(ids: Collection[int]) -> str:
    views = roster.views(ids)
    return "、".join(views[each].masked_name for each in ids if each in views)
