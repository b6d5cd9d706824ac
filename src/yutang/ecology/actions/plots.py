"""Plots are registered with their outline; overlaps with others are found and kept."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.ecology import access
from yutang.ecology.errors import BadPlot, PlotElsewhere, PlotTwice
from yutang.ecology.models import HowKnown, Outline, Overlap, Plot
from yutang.ecology.rules import Shape, overlap_mu
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.programmes import access as programmes
from yutang.programmes import queries as programme_queries

NAME_MOST = 40
_MU_MOST = Decimal(100_000)


@dataclass(frozen=True)
class PlotFacts:
    """What is said of a plot."""

    programme_id: int
    name: str
    place_code: str
    stated_mu: Decimal
    is_demo: bool = False


def register(facts: PlotFacts, shape: Shape, how: str, by: Person, *, key: UUID) -> Plot:
    """Write a plot down with its outline; the same key again gives the same plot.

    Raises:
        NotFound: neither the village nor the programme is the person's.
        BadPlot, PlotElsewhere, PlotTwice
    """
    programme = programme_queries.view(facts.programme_id)
    name = one_line(facts.name)
    if programme is None or not 0 < len(name) <= NAME_MOST or not 0 < facts.stated_mu <= _MU_MOST:
        raise BadPlot
    if not facts.place_code.startswith(programme.place_code):
        raise PlotElsewhere
    runs = programmes.programmes_at(by).filter(pk=facts.programme_id).exists()
    if not runs and not access.works(by, facts.place_code):
        raise NotFound
    known = Plot.objects.filter(key=key, made_by=by).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            plot = Plot.objects.create(
                programme_id=facts.programme_id,
                name=name,
                place_code=facts.place_code,
                stated_mu=facts.stated_mu,
                key=key,
                made_at=now(),
                made_by=by,
                is_demo=facts.is_demo,
            )
            _add(plot, shape, how, by)
    except IntegrityError as error:
        raise PlotTwice from error
    return plot


def outline(plot_id: int, shape: Shape, how: str, by: Person) -> Outline:
    """Give a plot a better outline; the earlier ones stay. Raises `NotFound`."""
    plot = access.plot_for(by, plot_id)
    with transaction.atomic():
        Plot.objects.select_for_update().get(pk=plot.pk)
        return _add(plot, shape, how, by)


def _add(plot: Plot, shape: Shape, how: str, by: Person) -> Outline:
    west, south, east, north = shape.box
    made = Outline.objects.create(
        plot=plot,
        number=plot.outlines.count() + 1,
        shape=shape.geometry,
        mu=shape.mu,
        west=west,
        south=south,
        east=east,
        north=north,
        how=how if how in HowKnown.values else HowKnown.DRAWN,
        at=now(),
        by=by,
    )
    _compare(plot, made)
    return made


def _compare(plot: Plot, made: Outline) -> None:
    """Find the plots that lie over this one; what was found of its earlier outline goes."""
    Overlap.objects.filter(plot=plot).delete()
    Overlap.objects.filter(other=plot).delete()
    if made.mu is None:
        return
    near = Outline.objects.filter(
        west__lt=made.east, east__gt=made.west, south__lt=made.north, north__gt=made.south
    ).exclude(plot=plot)
    newest = {each.plot_id: each for each in near.order_by("number")}
    current = _current(list(newest))
    for other_id, number in current.items():
        other = newest[other_id]
        mu = overlap_mu(made.shape, other.shape) if other.number == number else Decimal(0)
        if mu > 0:
            low, high = sorted((plot.pk, other_id))
            Overlap.objects.create(plot_id=low, other_id=high, mu=mu)


def _current(plot_ids: list[int]) -> dict[int, int]:
    """Return the number of each plot's newest outline."""
    rows = Outline.objects.filter(plot_id__in=plot_ids).order_by("number")
    return dict(rows.values_list("plot_id", "number"))
