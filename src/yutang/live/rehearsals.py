"""Rehearsals of a sale: a copy of it is made, played by synthetic buyers, reported and removed.

The copy has lots of its own on the same terms, so the real sale's stock is never touched. Only
passes bound to the copy may order in it (the gate asks), its pages are there for who runs the real
sale, and it is in no list and no figure.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.live import access, rules
from yutang.live.models import (
    Broadcast,
    Helper,
    LineupItem,
    Message,
    Mute,
    OnlineSample,
    Pin,
    Rehearsal,
    RehearsalState,
    Sale,
    SaleState,
    StateChange,
    Viewing,
)
from yutang.live.queries import recording_folder
from yutang.people import actions as people
from yutang.people import passes
from yutang.people import rehearsal as people_rehearsal
from yutang.people.access import Person
from yutang.plumbing import bus
from yutang.trade import rehearsal as trade
from yutang.trade.rehearsal import Copy, Timing

BEGINS_IN_S = 5.0
"""From the copy's making to its going live, and longer for the enrolling of its buyers."""
BUYERS_MADE_A_SECOND = 2_000
_LISTED_MOST = 20
SETTLE_S = 10.0
"""Gates store who watched a little later; so long after its end a copy is not removed yet."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A rehearsal ready to be played: its number, its own sale, its lots in lineup order."""

    id: int
    sale: int
    lots: tuple[Copy, ...]
    passes: tuple[str, ...]
    """The synthetic buyers' passes; good for this sale only."""
    begins_at: float
    """When it is to go live, in seconds since 1970: its opening times are reckoned from there."""


@transaction.atomic
def prepare(
    sale_id: int, *, buyers: int, command: str, speed: float = 1.0, by: Person | None = None
) -> Prepared:
    """Copy the sale with its lineup and enrol that many synthetic buyers.

    Raises:
        NotFound: there is no such sale, or it is a rehearsal itself.
    """
    real = Sale.objects.filter(pk=sale_id, rehearses=None).first()
    if real is None:
        raise NotFound
    at = now()
    copy = Sale.objects.create(
        title=real.title,
        title_en=real.title_en,
        notice=real.notice,
        county_codes=real.county_codes,
        host_id=real.host_id,
        made_by=by,
        starts_at=at,
        is_demo=real.is_demo,
        rehearses=real,
    )
    begins_at = at + timedelta(seconds=BEGINS_IN_S + buyers / BUYERS_MADE_A_SECOND)
    timing = Timing(real.starts_at, begins_at, speed)
    order = list(LineupItem.objects.filter(sale=real).values_list("lot_id", flat=True))
    lots = trade.copy_lots(order, sale=copy.pk, timing=timing, by=by)
    LineupItem.objects.bulk_create(
        LineupItem(sale=copy, lot_id=lot.lot, position=place)
        for place, lot in enumerate(lots, start=1)
    )
    enrolled = people.enrol_rehearsal(buyers)
    made = Rehearsal.objects.create(
        sale=copy,
        by=by,
        begun_at=at,
        command=command,
        buyers=[person.pk for person in enrolled],
    )
    minted = tuple(passes.mint_buyer(person, at, sale=copy.pk) for person in enrolled)
    return Prepared(made.pk, copy.pk, tuple(lots), minted, begins_at.timestamp())


@transaction.atomic
def finish(rehearsal_id: int, report: dict[str, Any] | None) -> None:
    """Close the rehearsal's sale and keep its report; without one it was broken off."""
    found = Rehearsal.objects.select_related("sale").get(pk=rehearsal_id)
    found.state = RehearsalState.BROKEN_OFF if report is None else RehearsalState.DONE
    found.ended_at = now()
    found.report = report
    found.save(update_fields=["state", "ended_at", "report"])


def running() -> list[Rehearsal]:
    """Return rehearsals that say of themselves that they run."""
    return list(Rehearsal.objects.filter(state=RehearsalState.RUNNING).select_related("sale"))


def of_sales(sales: Collection[Sale], person: Person) -> list[Rehearsal]:
    """Return the rehearsals of these real sales that the person may look at, newest first."""
    own = [sale.pk for sale in sales if access.may(person, sale, "run")]
    return list(
        Rehearsal.objects.filter(sale__rehearses__in=own)
        .select_related("sale__rehearses")
        .defer("buyers", "report")
        .order_by("-begun_at")[:_LISTED_MOST]
    )


def all_of_them() -> list[Rehearsal]:
    """Return every rehearsal, oldest first."""
    return list(Rehearsal.objects.select_related("sale").defer("report").order_by("pk"))


def report_of(sale_id: int) -> Rehearsal | None:
    """Return the rehearsal whose own sale this is, with its report."""
    found = Rehearsal.objects.filter(sale=sale_id).select_related("sale__rehearses").first()
    return found if found is not None else None


def real_sales_on_air() -> list[int]:
    """Return the real sales that are live or paused now."""
    on_air = Sale.objects.filter(rehearses=None, state__in=rules.RUNNING)
    return list(on_air.values_list("pk", flat=True))


def lots_of(rehearsal: Rehearsal) -> list[int]:
    """Return the lots of the rehearsal's own sale."""
    items = LineupItem.objects.filter(sale=rehearsal.sale_id, lot__is_rehearsal=True)
    return list(items.values_list("lot_id", flat=True))


def packers_a_day(sale_id: int) -> int | None:
    """Return the parcels a day that the sale's packers can handle, where a cap says so."""
    return trade.packers_a_day(
        list(LineupItem.objects.filter(sale=sale_id).values_list("lot_id", flat=True))
    )


def settles_at(rehearsal: Rehearsal) -> datetime:
    """Return when the last gate has stored what it knew of the rehearsal."""
    return (rehearsal.ended_at or now()) + timedelta(seconds=SETTLE_S)


@transaction.atomic
def remove(rehearsal: Rehearsal, lots: Sequence[int]) -> Counter[str]:
    """Take a rehearsal away to its last row; return how many rows of each table went.

    Its payments are the money room's and must be gone before. `lots` as `lots_of` gave them.
    """
    sale = rehearsal.sale_id
    if Sale.objects.filter(pk=sale, rehearses=None).exists():
        raise NotFound
    gone: Counter[str] = Counter()
    LineupItem.objects.filter(sale=sale).delete()
    gone["live_lineupitem"] += len(lots)
    for model in (Pin, Mute, Message, Viewing, OnlineSample, Broadcast, Helper, StateChange):
        count, _ = model.objects.filter(sale=sale).delete()
        gone[model._meta.db_table] += count  # noqa: SLF001 - Django's own name
    gone.update(trade.remove(lots))
    buyers = list(rehearsal.buyers)
    gone["live_rehearsal"] += Rehearsal.objects.filter(pk=rehearsal.pk).delete()[0]
    gone["live_sale"] += Sale.objects.filter(pk=sale).delete()[0]
    gone["people_person"] += people_rehearsal.remove(buyers)
    with connection.cursor() as cursor:
        bus.notify_sale(cursor, sale)
    return +gone


def folder_of(rehearsal: Rehearsal) -> Path:
    """Return where something broadcast into the rehearsal lies; it goes with it."""
    return recording_folder(rehearsal.sale_id)


def ended(state: str) -> bool:
    """Tell whether a rehearsal's sale is over."""
    return state in {SaleState.ENDED, SaleState.REPLAY}
