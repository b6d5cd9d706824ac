"""Past sales of the goods of a planned one, from the facts and the lots."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

from yutang.facts import queries as facts
from yutang.forecasts.rules.planning import Case
from yutang.live.access import Sale
from yutang.trade import queries as trade
from yutang.trade.queries import LotView

_COUNTY = 6
_CASES_MOST = 12
_SHOWS_MOST = 10
_S_A_MINUTE = 60
_LOOKED_BACK = timedelta(days=366 * 4)


def cases_for(
    sale: Sale, lots: Sequence[LotView], before: date
) -> dict[int, tuple[str, list[Case]]]:
    """Return past cases of each lot, and how they are alike: the same product, or good, or none.

    Only sales of goods from this sale's counties, the latest twelve each. At most five reads of
    the facts and one of the lots, however many lots there are.
    """
    first = before - _LOOKED_BACK
    sold = _sold(sale, lots, first, before)
    shows = _shows({row["sale"] for row in sold}, first, before)
    gone = _gone({row["lot"] for row in sold})
    cases: list[tuple[int, Case]] = []
    for row in sold:
        show = shows.get(row["sale"])
        if show is None or not row["units"]:
            continue
        case = Case(
            sale=row["sale"],
            good=row["good"],
            on=show["on"],
            units=row["units"],
            orders=row["orders"],
            price_fen=round(row["fen"] / row["units"]),
            viewers=show["uv"] or 0,
            minutes=max(1, round((show["live_s"] or 0) / _S_A_MINUTE)),
            gone_minute=row["last_minute"] if row["lot"] in gone else None,
        )
        cases.append((row["product"], case))
    cases.sort(key=lambda pair: (pair[1].on, pair[1].sale), reverse=True)
    return {lot.id: _alike(lot, cases) for lot in lots}


def usual_viewers(sale: Sale, before: date) -> tuple[int, int, int]:
    """Return viewers, minutes and number of the latest ten sales of these counties.

    Medians; (0, 0, 0) where there was none.
    """
    first = before - _LOOKED_BACK
    table = facts.table("show", since=first, until=before)
    ours = table.county_codes.contains(f",{sale.county_codes[0]},")
    for code in sale.county_codes[1:]:
        ours = ours | table.county_codes.contains(f",{code},")
    kept = table.filter(ours, table.on >= first, table.on < before, table.sale != sale.pk)
    rows = facts.arrow(
        kept.order_by(kept.on.desc(), kept.sale.desc()).limit(_SHOWS_MOST).select("uv", "live_s")
    ).to_pylist()
    if not rows:
        return 0, 0, 0
    viewers = round(median(row["uv"] or 0 for row in rows))
    return (
        viewers,
        max(1, round(median(row["live_s"] or 0 for row in rows) / _S_A_MINUTE)),
        len(rows),
    )


def came_in(sale: Sale) -> tuple[int | None, int]:
    """Return the viewers and paid orders of a sale that is over; None: not published yet."""
    table = facts.table("show")
    kept = table.filter(table.sale == sale.pk).select("uv", "paid_orders")
    rows = facts.arrow(kept).to_pylist()
    return (rows[0]["uv"] or 0, rows[0]["paid_orders"] or 0) if rows else (None, 0)


def _sold(sale: Sale, lots: Sequence[LotView], first: date, before: date) -> list[dict[str, Any]]:
    """Return units, orders and money of each lot of these goods in each past sale."""
    table = facts.table("order_line", since=first, until=before)
    products = sorted({lot.product_id for lot in lots})
    goods = sorted({lot.product.name for lot in lots})
    kept = table.filter(
        table.is_paid,
        table.sale > 0,
        table.sale != sale.pk,
        table.on >= first,
        table.on < before,
        table.place.substr(0, _COUNTY).isin(sorted(sale.county_codes)),
        table.product.isin(products) | table.good.isin(goods),
    )
    grouped = kept.group_by(
        sale=kept.sale, lot=kept.lot, product=kept["product"], good=kept.good
    ).aggregate(
        units=kept.units.sum(),
        orders=kept.count(),
        fen=kept.amount_fen.sum(),
        last_minute=kept.minute.max(),
    )
    found: list[dict[str, Any]] = facts.arrow(grouped.order_by("sale", "lot")).to_pylist()
    return found


def _shows(sales: set[int], first: date, before: date) -> dict[int, dict[str, Any]]:
    if not sales:
        return {}
    table = facts.table("show", since=first, until=before)
    kept = table.filter(table.sale.isin(sorted(sales))).select("sale", "on", "uv", "live_s")
    return {row["sale"]: row for row in facts.arrow(kept).to_pylist()}


def _gone(lots: set[int]) -> set[int]:
    """Return which of these lots sold out."""
    return (
        {lot.id for lot in trade.lot_views(lots) if lot.sold_out_at is not None} if lots else set()
    )


def _alike(lot: LotView, cases: list[tuple[int, Case]]) -> tuple[str, list[Case]]:
    same = [case for product, case in cases if product == lot.product_id]
    if same:
        return "product", _one_a_sale(same)
    good = [case for _product, case in cases if case.good == lot.product.name]
    return ("good", _one_a_sale(good)) if good else ("", [])


def _one_a_sale(cases: list[Case]) -> list[Case]:
    """The lot that sold most stands for its sale."""
    best: dict[int, Case] = {}
    for case in cases:
        if case.sale not in best or case.units > best[case.sale].units:
            best[case.sale] = case
    return list(best.values())[:_CASES_MOST]
