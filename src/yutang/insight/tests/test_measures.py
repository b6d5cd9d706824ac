"""Every number equals a naive recomputation, and the rows that it opens."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests.sales import ENDED_AT, LIVE_AT, Made, MakeSale

from yutang.insight import measures, queries
from yutang.insight.counts import Persons, PersonTimes
from yutang.insight.measures import Aggregate, Measure
from yutang.insight.queries import sale_view
from yutang.insight.rows import Period, Slice

SEEDS = range(1, 7)


def period_of(at: datetime) -> str:
    if at < LIVE_AT:
        return "before"
    if at <= ENDED_AT:
        return "live"
    return "after" if at <= ENDED_AT + timedelta(days=7) else "later"


def naive(made: Made, period: Period | None = None, **only: object) -> dict[str, object]:
    """Count everything again in plain Python, from what was written."""
    orders = [
        order
        for order in made.orders
        if (period is None or period_of(order["placed_at"]) == period.value)
        and all(order[name] == value for name, value in only.items())
    ]
    paid = [order for order in orders if order["paid"]]
    slots: dict[int, dict[str, int]] = {}
    for at, gate, online in made.samples:
        if LIVE_AT <= at <= (made.sale.ended_at or datetime.max.replace(tzinfo=at.tzinfo)):
            gates = slots.setdefault(int(at.timestamp() // 5), {})
            gates[gate] = max(gates.get(gate, 0), online)
    counts = [sum(gates.values()) for gates in slots.values()]
    stays = [viewing["stayed_s"] for viewing in made.viewings]
    net = sum(order["paid"] - order["refunded"] for order in orders)
    paid_fen = sum(order["paid"] for order in orders)
    refunded = sum(order["refunded"] for order in orders)
    buyers, viewers = len({order["buyer"] for order in paid}), len(made.viewings)
    return {
        "orders": len(orders),
        "paid-orders": len(paid),
        "units": sum(o["quantity"] for o in orders if o["paid"] > o["refunded"]),
        "gmv": sum(order["amount"] for order in orders),
        "paid-amount": paid_fen,
        "net-sales": net,
        "refunds": refunded,
        "refund-rate": refunded / paid_fen if paid_fen else None,
        "mean-order": paid_fen / len(paid) if paid else None,
        "buyers": Persons(buyers),
        "uv": Persons(viewers),
        "pv": PersonTimes(sum(viewing["entries"] for viewing in made.viewings)),
        "pcu": max(counts, default=None),
        "acu": sum(counts) / len(counts) if counts else None,
        "mean-stay": sum(stays) / len(stays) if stays else None,
        "conversion": buyers / viewers if viewers else None,
        "uv-value": round(net / viewers) if viewers else None,
        "likes": made.sale.likes,
        "messages": len(
            [at for at in made.messages if period is None or period_of(at) == period.value]
        ),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_equals_a_naive_recomputation(make_sale: MakeSale, seed: int) -> None:
    made = make_sale(seed, orders=30 * seed)
    make_sale(seed + 100, orders=20)  # somebody else's sale, which must not be counted
    counted = queries.values(Slice(made.sale.pk))
    expected = naive(made)
    assert counted.keys() == expected.keys() == measures.BY_ID.keys()
    for identity, number in expected.items():
        found = counted[identity]
        assert type(found) is type(number), identity
        assert found == (pytest.approx(number) if isinstance(number, float) else number), identity
    periods_make_the_whole(made)


def periods_make_the_whole(made: Made) -> None:
    """See every period counted apart, and all of them together."""
    whole = Slice(made.sale.pk)
    parts = {period: queries.values(whole.within(period), measures.SPLIT) for period in Period}
    for period, counted in parts.items():
        expected = naive(made, period)
        assert counted == {identity: expected[identity] for identity in counted}
    for each in (measures.ORDERS, measures.NET_SALES, measures.GMV, measures.UNITS):
        total = sum(int(str(part[each.id])) for part in parts.values())
        assert total == queries.value(whole, each).number


def test_the_rows_that_open_give_every_number(make_sale: MakeSale) -> None:
    made = make_sale(3, orders=130)
    for measure in measures.COUNTED:
        rows_give_the_number(Slice(made.sale.pk), measure)


def rows_give_the_number(part: Slice, measure: Measure) -> None:
    """See the rows that open, paged and streamed, give the number that is printed."""
    printed = queries.value(part, measure).number
    pages = [queries.opened(part, measure, page) for page in range(1, 5)]
    rows = [line for page in pages[: pages[0].pages] for line in page.lines]
    assert len(rows) == pages[0].count
    assert pages[0].value.number == printed
    assert measured(measure, rows) == pytest.approx(plain(printed)), measure.id
    streamed = list(queries.every_row(part, measure.rows))
    assert streamed == rows, measure.id


def measured(measure: Measure, rows: list[dict[str, object]]) -> float:
    column = [float(str(row[measure.column])) for row in rows] if measure.column else []
    match measure.aggregate:
        case Aggregate.COUNT:
            return len(rows)
        case Aggregate.SUM:
            return sum(column)
        case Aggregate.GREATEST:
            return max(column)
        case Aggregate.MEAN:
            return sum(column) / len(column)


def plain(number: object) -> float:
    return int(number) if isinstance(number, Persons | PersonTimes) else float(str(number))


def test_lots_counties_producers_and_minutes_say_the_same(make_sale: MakeSale) -> None:
    made = make_sale(5, orders=150)
    sale = sale_view(made.sale.pk)
    assert sale is not None
    figures = queries.count_figures(sale)
    for groups in (figures.lots, figures.counties, figures.producers):
        assert sum(line.orders for line in groups) == figures.whole["orders"]
        assert sum(line.units for line in groups) == figures.whole["units"]
        assert sum(line.net_fen for line in groups) == figures.whole["net-sales"]
    for lot in figures.lots:
        expected = naive(made, lot=lot.lot_id)
        assert (lot.orders, lot.units, lot.net_fen, lot.gmv_fen) == tuple(
            expected[name] for name in ("orders", "units", "net-sales", "gmv")
        )
        part = Slice(sale.id, lot=lot.lot_id)
        assert queries.value(part, measures.NET_SALES).number == lot.net_fen
    for county in figures.counties:
        part = Slice(sale.id, county=county.key)
        assert queries.value(part, measures.NET_SALES).number == county.net_fen
    for producer in figures.producers:
        part = Slice(sale.id, producer=int(producer.key))
        assert queries.value(part, measures.UNITS).number == producer.units
    live = figures.parts[Period.LIVE]
    assert sum(minute.orders for minute in figures.minutes) == live["orders"]
    assert all(b.at - a.at == timedelta(minutes=1) for a, b in pairwise(figures.minutes))
    assert len(figures.minutes) == 31
    for minute in figures.minutes:
        part = Slice(sale.id, minute=minute.at)
        assert queries.value(part, measures.ORDERS).number == minute.orders


def test_a_lot_sold_out_is_timed_from_going_live_to_a_tenth_of_a_second(
    make_sale: MakeSale,
) -> None:
    sale = sale_view(make_sale().sale.pk)
    assert sale is not None
    assert [lot.sold_out_after for lot in queries.lot_lines(sale)] == ["0:10.3", "", "", ""]


def test_a_sale_that_nobody_saw_has_no_ratios_and_says_why(make_sale: MakeSale) -> None:
    made = make_sale(1, orders=0)
    with connection.cursor() as cursor:
        for name in ("live_viewing", "live_onlinesample"):
            cursor.execute(f"delete from {name} where sale_id = %s", [made.sale.pk])
    for identity in ("refund-rate", "conversion", "uv-value", "mean-order", "pcu", "mean-stay"):
        value = queries.value(Slice(made.sale.pk), measures.BY_ID[identity])
        assert (value.number, value.text) == (None, "—")
        assert str(value.why)
    assert queries.value(Slice(made.sale.pk), measures.NET_SALES).text == "¥0.00"


def test_the_figures_cost_few_statements(
    make_sale: MakeSale, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sale = sale_view(make_sale().sale.pk)
    assert sale is not None
    with django_assert_max_num_queries(7):
        queries.figures(sale)
    with django_assert_max_num_queries(0):
        queries.figures(sale)
