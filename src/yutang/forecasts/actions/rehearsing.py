"""A planned sale rehearsed: kept with what it assumes and rests on, compared when it is over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction

from yutang.facts import queries as facts
from yutang.forecasts import errors, queries
from yutang.forecasts.models import PlanCase, PlanLine, SalePlan
from yutang.forecasts.rules import planning
from yutang.forecasts.rules.planning import Asked, Case, Expected
from yutang.kernel.clock import now, today, wall
from yutang.live import queries as live
from yutang.live.access import Sale
from yutang.people.access import Person
from yutang.trade import queries as trade
from yutang.trade.queries import LotView

_MINUTES_USUAL: Final = 120
_AHEAD_DAYS: Final = 21
_OVER: Final = ("ended", "replay")


@dataclass(frozen=True)
class Assumed:
    """What somebody assumes; viewers and minutes None: as in past sales. Prices in fen, by lot."""

    viewers: int | None = None
    minutes: int | None = None
    prices: Mapping[int, int] | None = None


@transaction.atomic
def rehearse(sale: Sale, assumed: Assumed, by: Person | None) -> SalePlan:
    """Say what a planned sale is likely to bring, and keep it.

    Raises:
        NotPlanned: it is on the air or over.
        NoLots: nothing is in its lineup.
    """
    if sale.state != "planned":
        raise errors.NotPlanned
    lots = [row.lot for row in live.lineup(sale)]
    if not lots:
        raise errors.NoLots
    day = wall(sale.starts_at).date()
    usual, minutes, _shows = queries.usual_viewers(sale, today())
    viewers = usual if assumed.viewers is None else assumed.viewers
    minutes = assumed.minutes or minutes or _MINUTES_USUAL
    cases = queries.cases_for(sale, lots, today())
    rate = queries.rate_at(sale.county_codes[0], today())
    told = []
    for lot in lots:
        price = (assumed.prices or {}).get(lot.id, lot.price_fen)
        asked = Asked(day, price, viewers, minutes, lot.stocked)
        told.append((lot, price, cases[lot.id], planning.expected(cases[lot.id][1], asked)))
    parcels = sum(each.orders for *_lot, each in told if each)
    parcels_high = sum(each.orders_high for *_lot, each in told if each)
    plan = SalePlan.objects.create(
        sale=sale,
        made_at=now(),
        by=by,
        viewers=viewers,
        minutes=minutes,
        rate=rate,
        parcels=parcels,
        parcels_high=parcels_high,
        packers=planning.packers_for(
            parcels_high, rate.parcels_an_hour, rate.hours_a_day, rate.days
        ),
        manifest=facts.current().number,
    )
    for lot, price, alike, each in told:
        _keep_line(plan, lot, price, alike, each)
    return plan


def rehearse_all() -> int:
    """Rehearse every sale of the next three weeks once a week; return how many."""
    ahead = now() + timedelta(days=_AHEAD_DAYS)
    since = now() - timedelta(days=6)
    found = live.real_sales().filter(state="planned", starts_at__gte=now(), starts_at__lte=ahead)
    found = found.exclude(forecast_plans__by=None, forecast_plans__made_at__gte=since)
    made = 0
    for sale in found.order_by("pk"):
        if live.lineup(sale):
            rehearse(sale, Assumed(), None)
            made += 1
    return made


def compare() -> int:
    """Write down what came of rehearsed sales that are over; return how many."""
    found = SalePlan.objects.filter(seen_at=None, sale__state__in=_OVER).select_related("sale")
    compared = 0
    for plan in found.order_by("pk"):
        compared += _compare(plan)
    return compared


@transaction.atomic
def _compare(plan: SalePlan) -> bool:
    viewers, orders = queries.came_in(plan.sale)
    if viewers is None:
        return False
    sold = {lot.id: lot.sold for lot in trade.lot_views([line.lot_id for line in plan.lines.all()])}
    for line in plan.lines.all():
        line.sold = sold.get(line.lot_id, 0)
        line.save(update_fields=["sold"])
    plan.seen_at, plan.viewers_came, plan.parcels_came = now(), viewers, orders
    plan.save(update_fields=["seen_at", "viewers_came", "parcels_came"])
    return True


def _keep_line(
    plan: SalePlan,
    lot: LotView,
    price_fen: int,
    alike: tuple[str, Sequence[Case]],
    said: Expected | None,
) -> None:
    likeness, cases = alike if said else ("", ())
    line = PlanLine(plan=plan, lot_id=lot.id, price_fen=price_fen, likeness=likeness)
    if said is not None:
        line.units, line.units_low, line.units_high = said.units, said.low, said.high
        line.stock, line.gone_minute = said.stock, said.gone_minute
        line.price_low_fen, line.price_high_fen = said.price_low_fen, said.price_high_fen
    line.save()
    PlanCase.objects.bulk_create(
        PlanCase(
            line=line,
            sale_id=case.sale,
            good=case.good[:90],
            on=case.on,
            units=case.units,
            price_fen=case.price_fen,
            viewers=case.viewers,
            gone_minute=case.gone_minute,
        )
        for case in cases
    )
