"""What was planted is noted with a photo, and confirmed by somebody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum

from yutang.ecology import access, photos
from yutang.ecology.actions.working import note_work
from yutang.ecology.errors import (
    BadPlanting,
    PlantingDecided,
    ReasonMissing,
    SecondLookNeeded,
    TooMuchPlanted,
)
from yutang.ecology.models import Planting, Plot
from yutang.ecology.rules import day_says, place_says
from yutang.ecology.rules.land import metres_from
from yutang.ecology.rules.photos import Taken
from yutang.kernel.clock import now, today
from yutang.kernel.text import one_line
from yutang.people.access import Person

SPECIES_MOST = 30
REASON_MOST = 200
_TREES_MOST = 10_000_000
_REASON_LEAST = 2


@dataclass(frozen=True)
class Planted:
    """What is said of a planting."""

    on: date
    species: str
    mu: Decimal
    trees: int | None = None
    is_again: bool = False


def plant(
    plot_id: int,
    said: Planted,
    photo: bytes | None,
    by: Person,
    *,
    key: UUID,
    workers: Collection[int] = (),
) -> Planting:
    """Note what was planted, and who worked on it; the same key again gives the same planting.

    Raises:
        NotFound, BadPlanting, NotAPicture, PictureTooLarge
        TooMuchPlanted: more than the plot has left.
        ConsentMissing, WorkedAlready: as `note_work`; then nothing is noted.
    """
    plot = access.plot_for(by, plot_id)
    known = Planting.objects.filter(key=key, plot=plot).first()
    if known is not None:
        return known
    species = _checked(said)
    digest, taken = photos.keep(photo) if photo else ("", Taken())
    try:
        with transaction.atomic():
            if workers:
                note_work(plot.pk, said.on, workers, by)
            return Planting.objects.create(
                plot=plot,
                key=key,
                kind=Planting.Kind.AGAIN if said.is_again else Planting.Kind.NEW,
                on=said.on,
                species=species,
                mu=said.mu,
                trees=said.trees,
                noted_at=now(),
                noted_by=by,
                **pictured(plot, digest, taken, said.on),
            )
    except IntegrityError as error:
        if "ecology_planting_fits" in str(error):
            raise TooMuchPlanted(left=left_of(plot)) from error
        known = Planting.objects.filter(key=key, plot=plot).first()
        if known is None:
            raise
        return known


def confirm(planting_id: int, by: Person) -> Planting:
    """Say that it is so: from now on it counts.

    Raises:
        NotFound, PlantingDecided
        SecondLookNeeded: the person noted it themselves.
    """
    return _decide(planting_id, Planting.State.CONFIRMED, by, "")


def refuse(planting_id: int, reason: str, by: Person) -> Planting:
    """Say that it is not so, and why; raises as `confirm`, and `ReasonMissing`."""
    said = one_line(reason)[:REASON_MOST]
    if len(said) < _REASON_LEAST:
        raise ReasonMissing
    return _decide(planting_id, Planting.State.REFUSED, by, said)


def pictured(plot: Plot, digest: str, taken: Taken, said_on: date) -> dict[str, object]:
    """Return the columns of a photo: what its camera wrote, and whether that agrees."""
    current = plot.outlines.order_by("-number").first()
    metres = None
    if current is not None and taken.east is not None and taken.north is not None:
        metres = metres_from(current.shape, taken.east, taken.north)
    return {
        "photo": digest,
        "photo_at": taken.at,
        "photo_east": taken.east,
        "photo_north": taken.north,
        "time_says": day_says(taken, said_on),
        "place_says": place_says(metres),
        "metres": metres,
    }


def left_of(plot: Plot) -> Decimal:
    """Return how many mu of a plot nothing was newly planted on."""
    planted = plot.plantings.filter(kind=Planting.Kind.NEW).exclude(state=Planting.State.REFUSED)
    used = planted.aggregate(mu=Sum("mu"))["mu"] or Decimal(0)
    return max(Decimal(0), plot.stated_mu - used)


def _checked(said: Planted) -> str:
    species = one_line(said.species)
    sound = (
        0 < len(species) <= SPECIES_MOST
        and said.mu > 0
        and said.on <= today()
        and (said.trees is None or 0 < said.trees <= _TREES_MOST)
    )
    if not sound:
        raise BadPlanting
    return species


def _decide(planting_id: int, state: Planting.State, by: Person, reason: str) -> Planting:
    access.planting_to_decide(by, planting_id)
    with transaction.atomic():
        planting = Planting.objects.select_for_update(of=("self",)).get(pk=planting_id)
        if planting.state != Planting.State.NOTED:
            raise PlantingDecided
        if planting.noted_by_id == by.pk:
            raise SecondLookNeeded
        planting.state, planting.reason = state, reason
        planting.decided_at, planting.decided_by = now(), by
        planting.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    return planting
