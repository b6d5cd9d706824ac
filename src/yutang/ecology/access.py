"""Doors of the ecology room: plots are worked on by helpers and clerks of their village, and by
whoever runs the programme; the public page of a plot is everybody's and names nobody.
"""

from django.db.models import Q, QuerySet

from yutang.ecology.models import Planting, Plot, Survey, WageSheet, WorkDay
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.programmes import access as programmes

# Other rooms take the names of the types from here; the tables stay this room's own.
__all__ = [
    "Planting",
    "Plot",
    "Survey",
    "WageSheet",
    "WorkDay",
    "decides",
    "has_work",
    "places_of",
    "planting_for",
    "planting_to_decide",
    "plot",
    "plot_for",
    "plots_of",
    "sheet_for",
    "sheet_to_decide",
    "sheets_of",
    "survey_for",
    "work_day_for",
    "works",
    "works_on",
]
ROLES = ("clerk", "helper")


def places_of(person: Person | None) -> tuple[str, ...]:
    """Return the places on whose plots the person works by role; ``""`` is all."""
    return tuple(sorted({code for role in ROLES for code in people.places_of(person, role)}))


def has_work(person: Person | None) -> bool:
    """Tell whether the person has anything to do here: by role, or as a programme's owner."""
    return bool(places_of(person)) or Plot.objects.filter(programme__owner=person).exists()


def plots_of(person: Person) -> QuerySet[Plot]:
    """Return the plots that the person works on, newest first; raises `NotFound`."""
    if not has_work(person):
        raise NotFound
    ours = Q(programme__owner=person)
    for code in places_of(person):
        ours |= Q(place_code__startswith=code)
    return Plot.objects.select_related("programme").filter(ours).order_by("-pk")


def works(person: Person | None, place_code: str) -> bool:
    """Tell whether the person works on plots of the place by role."""
    return any(place_code.startswith(code) for code in places_of(person))


def works_on(person: Person | None, plot: Plot) -> bool:
    """Tell whether the person writes about the plot."""
    return works(person, plot.place_code) or programmes.runs(person, plot.programme)


def decides(person: Person | None, plot: Plot) -> bool:
    """Tell whether the person confirms what others noted: a clerk of the plot's village."""
    return people.may(person, "clerk", plot.place_code)


def plot(plot_id: int) -> Plot:
    """Return a plot; its page without persons is everybody's. Raises `NotFound`."""
    found = Plot.objects.select_related("programme").filter(pk=plot_id).first()
    if found is None:
        raise NotFound
    return found


def plot_for(person: Person, plot_id: int) -> Plot:
    """Return a plot that the person works on; raises `NotFound`."""
    found = plot(plot_id)
    if not works_on(person, found):
        raise NotFound
    return found


def planting_for(person: Person, planting_id: int) -> Planting:
    """Return a planting on a plot that the person works on; raises `NotFound`."""
    found = (
        Planting.objects.select_related("plot__programme", "noted_by", "decided_by")
        .filter(pk=planting_id)
        .first()
    )
    if found is None or not works_on(person, found.plot):
        raise NotFound
    return found


def planting_to_decide(person: Person, planting_id: int) -> Planting:
    """Return a planting to a clerk of its village; raises `NotFound`."""
    found = planting_for(person, planting_id)
    if not decides(person, found.plot):
        raise NotFound
    return found


def survey_for(person: Person, survey_id: int) -> Survey:
    """Return a survival check on a plot that the person works on; raises `NotFound`."""
    found = Survey.objects.select_related("planting__plot__programme").filter(pk=survey_id).first()
    if found is None or not works_on(person, found.planting.plot):
        raise NotFound
    return found


def work_day_for(person: Person, day_id: int) -> WorkDay:
    """Return a work day on a plot that the person works on; raises `NotFound`."""
    found = WorkDay.objects.select_related("plot__programme").filter(pk=day_id).first()
    if found is None or not works_on(person, found.plot):
        raise NotFound
    return found


def sheets_of(person: Person) -> QuerySet[WageSheet]:
    """Return the wage sheets of programmes that the person writes for, newest first."""
    ours = WageSheet.objects.filter(programme__in=programmes.programmes_at(person))
    return ours.select_related("programme", "made_by").order_by("-pk")


def sheet_for(person: Person, sheet_id: int) -> WageSheet:
    """Return a wage sheet of such a programme; raises `NotFound`."""
    found = sheets_of(person).filter(pk=sheet_id).first()
    if found is None:
        raise NotFound
    return found


def sheet_to_decide(person: Person, sheet_id: int) -> WageSheet:
    """Return a wage sheet to a clerk of its programme's place; raises `NotFound`."""
    found = sheet_for(person, sheet_id)
    if not programmes.decides(person, found.programme.place_code):
        raise NotFound
    return found
