"""Plots with what stands on them, and what is to be looked at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.functional import Promise

from yutang.ecology.models import Outline, Overlap, Planting, Plot, Survey
from yutang.ecology.rules import Look, Standing, standing
from yutang.ecology.rules.land import differs, drawn
from yutang.ecology.rules.survival import KNOWN, OVERDUE, YOUNG
from yutang.kernel.clock import today
from yutang.places import queries as places
from yutang.plumbing.kept import DIGEST_LENGTH

SKETCH_WIDE, SKETCH_HIGH = 320, 180


@dataclass(frozen=True)
class PlantingView:
    """A planting as lists show it."""

    id: int
    plot_id: int
    plot: str
    kind: str
    kind_name: str | Promise
    on: date
    species: str
    mu: Decimal
    trees: int | None
    state: str
    state_name: str | Promise
    reason: str
    has_photo: bool
    time_says: str
    place_says: str
    metres: int | None
    noted_by_id: int
    standing: Standing
    """How it stands today; only of a confirmed one it counts."""


@dataclass(frozen=True)
class LookView:
    """A survival check as a page shows it."""

    id: int
    on: date
    alive: int
    dead: int
    percent: float
    squares: int
    has_photo: bool
    time_says: str
    place_says: str
    note: str


@dataclass(frozen=True)
class PlotView:
    """A plot with its outline and the sums of what was confirmed there."""

    id: int
    name: str
    programme_id: int
    place_code: str
    place: str
    stated_mu: Decimal
    measured_mu: Decimal | None
    differs: bool
    """Stated and measured areas are more than a tenth apart."""
    how: str | Promise
    sketch: str
    """Path of its outline in a box of `SKETCH_WIDE` by `SKETCH_HIGH`; empty of a point."""
    centre: tuple[float, float] | None
    """Longitude and latitude of the middle of its box."""
    overlaps: tuple[tuple[int, str, Decimal], ...]
    """Other plots that lie over it: id, name, mu."""
    planted_mu: Decimal
    alive_mu: Decimal
    """Of what was looked at in time."""
    young_mu: Decimal
    unknown_mu: Decimal
    """Its day to be looked at has passed."""
    alive_trees: int
    last_look: date | None
    next_due: date | None
    is_demo: bool


def view(plot: Plot) -> PlotView:
    """Return one plot."""
    return views([plot])[0]


def views(plots: Iterable[Plot]) -> list[PlotView]:
    """Return plots as pages show them, in their order."""
    rows = list(plots)
    ids = [each.pk for each in rows]
    names = places.full_names({each.place_code for each in rows})
    outlines = {each.plot_id: each for each in _outlines(ids)}
    over = _overlaps(ids)
    confirmed = defaultdict(list)
    for each in _plantings(Planting.objects.filter(plot__in=ids, state="confirmed")):
        confirmed[each.plot_id].append(each)
    return [
        _plot(
            each,
            names.get(each.place_code, each.place_code),
            outlines.get(each.pk),
            over.get(each.pk, ()),
            confirmed[each.pk],
        )
        for each in rows
    ]


def listed(programme_id: int) -> QuerySet[Plot]:
    """Return the plots of a programme, by village and name."""
    return Plot.objects.filter(programme=programme_id).order_by("place_code", "name")


def plantings_of(plot: Plot) -> list[PlantingView]:
    """Return what was planted on a plot, newest first, with what was refused."""
    return _plantings(plot.plantings.order_by("-on", "-pk"))


def planting(row: Planting) -> PlantingView:
    """Return one planting."""
    return _plantings(Planting.objects.filter(pk=row.pk))[0]


def to_confirm(plots: QuerySet[Plot], most: int) -> list[PlantingView]:
    """Return the plantings on these plots that wait for a second person, the oldest first."""
    waiting = Planting.objects.filter(plot__in=plots, state=Planting.State.NOTED)
    return _plantings(waiting.order_by("pk")[:most])


def due(plots: QuerySet[Plot], until: date, most: int) -> list[PlantingView]:
    """Return the plantings on these plots that somebody has to look at until a day."""
    rows = Planting.objects.filter(plot__in=plots, state=Planting.State.CONFIRMED)
    found = [
        each
        for each in _plantings(rows.order_by("on"))
        if each.standing.due_on is not None and each.standing.due_on <= until
    ]
    return sorted(found, key=lambda each: each.standing.due_on or until)[:most]


def looks_of(row: Planting) -> list[LookView]:
    """Return the survival checks of a planting, newest first."""
    found = row.surveys.prefetch_related("quadrats").order_by("-on", "-pk")
    return [
        LookView(
            id=each.pk,
            on=each.on,
            alive=each.alive,
            dead=each.dead,
            percent=100 * each.alive / (each.alive + each.dead),
            squares=len(each.quadrats.all()),
            has_photo=len(each.photo) == DIGEST_LENGTH,
            time_says=each.time_says,
            place_says=each.place_says,
            note=each.note,
        )
        for each in found
    ]


def _outlines(ids: list[int]) -> QuerySet[Outline]:
    """Return the outlines of these plots, each plot's newest last."""
    return Outline.objects.filter(plot__in=ids).order_by("number")


def _overlaps(ids: list[int]) -> dict[int, tuple[tuple[int, str, Decimal], ...]]:
    found: dict[int, list[tuple[int, str, Decimal]]] = defaultdict(list)
    rows = Overlap.objects.select_related("plot", "other")
    for each in [*rows.filter(plot__in=ids), *rows.filter(other__in=ids)]:
        found[each.plot_id].append((each.other_id, each.other.name, each.mu))
        found[each.other_id].append((each.plot_id, each.plot.name, each.mu))
    return {plot: tuple(sorted(set(others))) for plot, others in found.items()}


def _plantings(rows: Iterable[Planting]) -> list[PlantingView]:
    found = list(rows.select_related("plot")) if isinstance(rows, QuerySet) else list(rows)
    looks = defaultdict(list)
    surveys = Survey.objects.filter(planting__in=[each.pk for each in found])
    for row in surveys.values_list("planting", "on", "alive", "dead"):
        looks[row[0]].append(Look(*row[1:]))
    day = today()
    return [_planting(each, looks[each.pk], day) for each in found]


def _planting(each: Planting, looks: list[Look], day: date) -> PlantingView:
    return PlantingView(
        id=each.pk,
        plot_id=each.plot_id,
        plot=each.plot.name,
        kind=each.kind,
        kind_name=each.get_kind_display(),
        on=each.on,
        species=each.species,
        mu=each.mu,
        trees=each.trees,
        state=each.state,
        state_name=each.get_state_display(),
        reason=each.reason,
        has_photo=len(each.photo) == DIGEST_LENGTH,
        time_says=each.time_says,
        place_says=each.place_says,
        metres=each.metres,
        noted_by_id=each.noted_by_id,
        standing=standing(each.on, each.mu, each.trees, looks, day),
    )


def _plot(
    each: Plot,
    place: str,
    outline: Outline | None,
    overlaps: tuple[tuple[int, str, Decimal], ...],
    plantings: list[PlantingView],
) -> PlotView:
    new = [one for one in plantings if one.kind == Planting.Kind.NEW]
    seen = [one.standing for one in new]
    last = [one.last.on for one in seen if one.last]
    dues = [one.due_on for one in seen if one.due_on]
    measured = outline.mu if outline else None
    return PlotView(
        id=each.pk,
        name=each.name,
        programme_id=each.programme_id,
        place_code=each.place_code,
        place=place,
        stated_mu=each.stated_mu,
        measured_mu=measured,
        differs=differs(each.stated_mu, measured),
        how=outline.get_how_display() if outline else "",
        sketch=drawn(outline.shape, SKETCH_WIDE, SKETCH_HIGH) if outline else "",
        centre=_centre(outline),
        overlaps=overlaps,
        planted_mu=sum((one.mu for one in new), Decimal(0)),
        alive_mu=sum((one.alive_mu for one in seen if one.alive_mu), Decimal(0)),
        young_mu=_mu(new, YOUNG),
        unknown_mu=_mu(new, OVERDUE),
        alive_trees=sum(one.alive_trees or 0 for one in seen if one.state == KNOWN),
        last_look=max(last, default=None),
        next_due=min(dues, default=None),
        is_demo=each.is_demo,
    )


def _centre(outline: Outline | None) -> tuple[float, float] | None:
    if outline is None:
        return None
    return (outline.west + outline.east) / 2, (outline.south + outline.north) / 2


def _mu(plantings: list[PlantingView], state: str) -> Decimal:
    return sum((one.mu for one in plantings if one.standing.state == state), Decimal(0))
