"""The goods board: what sells when, at which price beside the market's, what was wrong."""

from collections import defaultdict
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode

from yutang.boards.queries.indicated import ORDERS_COUNT, SOLD_COLUMNS, YUAN
from yutang.boards.queries.reading import Asked, counted_once, named, read, rows, sold, yuan
from yutang.boards.rules import periods
from yutang.boards.rules.charts import Cell, Chart, Column, Named
from yutang.boards.word import word_of
from yutang.kernel.told import Told

GOODS_MOST: Final = 8
BARS_MOST: Final = 20
"""More are no picture any more, only a table."""
_WEEKS: Final = 53
_PER_KG: Final = Told("元/公斤", "yuan per kg")
REASONS: Final = {
    "return": Told("七天无理由", "return without reason"),
    "spoiled": Told("坏果、变质", "spoiled"),
    "broken": Told("破损", "broken"),
    "wrong": Told("发错了", "not what was ordered"),
    "missing": Told("少件", "something missing"),
    "late": Told("送得太晚", "too late"),
    "cancelled": Told("取消订单", "cancelled"),
    "other": Told("其他", "other"),
}
"""Words for the reasons that care and trade keep; one that is not here stands as it is."""


@counted_once
def best(asked: Asked) -> Chart:
    """The goods that sold most; a tap chooses the good whose price is shown."""
    lines = rows("order_line", asked)
    lines = lines.filter(lines.is_paid)
    found = read(lines.group_by("good").aggregate(**sold(lines)).order_by("good"))
    found.sort(key=lambda row: (-row["net"], row["good"] or ""))
    return Chart(
        name="best",
        title=Told("什么卖得多", "What sold most"),
        told=Told(
            "付了款的订单按货名合计净销售额；点货名，下面看它的价格。",
            "Net sales of paid orders by the good's name; tap one for its price below.",
        ),
        drawn="bars" if len(found) <= BARS_MOST else "",
        columns=(
            Column(Told("货", "good"), "name"),
            *SOLD_COLUMNS,
        ),
        rows=tuple(
            (
                Named(row["good"] or "–", _chosen(asked, row["good"])),
                yuan(row["net"]),
                row["units"],
                row["orders"],
            )
            for row in found
        ),
        kinds=("order_line",),
    )


@counted_once
def season(asked: Asked) -> Chart:
    """How much of each good sold in which week of the year."""
    lines = rows("order_line", asked)
    lines = lines.filter(lines.is_paid)
    lines = lines.mutate(week=lines.on.week_of_year())
    found = read(lines.group_by(["good", "week"]).aggregate(net=lines.net_fen.sum()))
    sums: defaultdict[str, int] = defaultdict(int)
    cells: dict[tuple[str, int], int] = {}
    for row in found:
        good = row["good"] or "–"
        sums[good] += row["net"]
        cells[good, int(row["week"])] = row["net"]
    goods = sorted(sums, key=lambda good: (-sums[good], good))[:GOODS_MOST]
    weeks = sorted({week for good, week in cells if good in goods})
    span = range(weeks[0], weeks[-1] + 1) if weeks else range(0)
    return Chart(
        name="season",
        title=Told("一年里什么时候卖", "What sells in which week of the year"),
        told=Told(
            f"卖得最多的 {GOODS_MOST} 样货，付了款的订单按下单那一周（一年的第几周）合计净销售额；"
            "时间跨几年的，同一周加在一起。空格：这一周没有卖。",
            f"The {GOODS_MOST} goods that sold most: net sales of paid orders by the week of the "
            "year (ISO) they were placed in; of several years the same weeks are added. Empty: "
            "none sold.",
        ),
        drawn="field",
        columns=(
            Column(Told("第几周", "week"), "name"),
            *(Column(Told(good, good), "value", YUAN, 2) for good in goods),
        ),
        rows=tuple(
            (f"{week:02d}", *(yuan(cells.get((good, week))) for good in goods)) for week in span
        ),
        kinds=("order_line",),
    )


@counted_once
def prices(asked: Asked) -> Chart:
    """What a kilogram of a good sold for, beside the market's price."""
    good = asked.good or _first_good(asked)
    own, market = _own_prices(asked, good), _market_prices(asked, good)
    by = periods.step(asked.period)
    marks = [mark for mark in periods.marks(asked.period, by) if mark in own or mark in market]
    has_market = bool(market)
    columns = [
        Column(Told("时间", "when"), "name"),
        Column(Told("自己卖的价", "our price"), "value", _PER_KG, 2),
    ]
    if has_market:
        columns.append(Column(Told("批发市场均价", "wholesale market"), "value", _PER_KG, 2))
    lines: list[tuple[Cell, ...]] = []
    for mark in marks:
        cells: list[Cell] = [periods.said(mark, by, asked.period), own.get(mark)]
        lines.append(tuple([*cells, market.get(mark)] if has_market else cells))
    return Chart(
        name="prices",
        title=Told(f"价格：{good or '–'}", f"Price: {good or '–'}"),
        told=Told(
            "自己卖的价：付了款的订单，货款除以净重（登记了净重的才算）；市场价：货名里"
            "有行情货名的（如“板栗”），登记的批发均价的平均，各市场各天一样重。批发是一大批的价，不含分拣、箱子和运费。",
            "Our price: price of the goods of paid orders by net weight, where one is registered; "
            "market: the mean of the wholesale quotes of the good that "
            "its name contains, each market and day alike. Wholesale is the price "
            "of a great lot, without sorting, boxes and freight.",
        ),
        drawn="lines",
        columns=tuple(columns),
        rows=tuple(lines),
        kinds=("order_line", "price_quote"),
        note=Told("", "")
        if has_market or not lines
        else Told("这段时间没有这样货的市场行情。", "No market quote of this good in this period."),
    )


@counted_once
def refunds(asked: Asked) -> Chart:
    """Why money went back to buyers."""
    lines = rows("order_line", asked)
    lines = lines.filter(lines.refunded_fen > 0)
    found = read(
        lines.group_by("reason_refund").aggregate(
            fen=lines.refunded_fen.sum(), orders=lines.order.nunique()
        )
    )
    found.sort(key=lambda row: (-row["fen"], row["reason_refund"] or ""))
    return Chart(
        name="refunds",
        title=Told("为什么退款", "Why money went back"),
        told=Told(
            "有退款的订单按原因合计退回的货款；按下单那天算。",
            "Money given back for goods, by reason; on the day the order was placed.",
        ),
        drawn="bars",
        columns=(
            Column(Told("原因", "reason"), "name"),
            Column(Told("退回", "given back"), "value", YUAN, 2),
            Column(Told("订单", "orders"), unit=ORDERS_COUNT),
        ),
        rows=tuple(
            (_reason(row["reason_refund"]), yuan(row["fen"]), row["orders"]) for row in found
        ),
        kinds=("order_line",),
    )


@counted_once
def complaints(asked: Asked) -> Chart:
    """Claims and complaints by what they are about."""
    lines = rows("complaint", asked)
    found = read(
        lines.group_by("reason").aggregate(
            cases=lines.count(), days=lines.days.median(), late=(~lines.is_in_time).sum()
        )
    )
    found.sort(key=lambda row: (-row["cases"], row["reason"] or ""))
    return Chart(
        name="complaints",
        title=Told("买家说哪里不好", "What buyers complained of"),
        told=Told(
            "售后申请和投诉，按原因数；提出那天算。天数是从提出到结束的中位数。",
            "Claims and complaints by reason, on the day they were made; days until "
            "settled, median.",
        ),
        drawn="bars",
        columns=(
            Column(Told("原因", "reason"), "name"),
            Column(Told("件数", "cases"), "value", Told("件", "cases")),
            Column(
                Told("处理用了（中位数）", "settled within (median)"), "", Told("天", "days"), 1
            ),
            Column(Told("没按时答复", "answered late"), "", Told("件", "cases")),
        ),
        rows=tuple(
            (_reason(row["reason"]), row["cases"], row["days"], int(row["late"] or 0))
            for row in found
        ),
        kinds=("complaint",),
    )


@counted_once
def recalls(asked: Asked) -> Chart:
    """Batches that were taken back, the newest first."""
    lines = rows("recall", asked)
    found = read(lines.select("on", "good", "place", "reason", "grams", "evidence"))
    found.sort(key=lambda row: (row["on"], row["good"] or ""), reverse=True)
    names = named(row["place"] for row in found)
    return Chart(
        name="recalls",
        title=Told("召回的批次", "Batches taken back"),
        told=Told(
            "一批一行，新的在前；点货名看它的溯源页。",
            "One row a batch, newest first; a good's name opens its trace page.",
        ),
        drawn="",
        columns=(
            Column(Told("货", "good"), "name"),
            Column(Told("哪天", "day")),
            Column(Told("产地", "from")),
            Column(Told("原因", "reason")),
            Column(Told("多少", "how much"), "value", Told("公斤", "kg"), 1),
        ),
        rows=tuple(
            (
                Named(row["good"] or "–", row["evidence"] or ""),
                row["on"].isoformat(),
                names.get(row["place"] or "", names[""]),
                row["reason"] or "–",
                None if row["grams"] is None else row["grams"] / 1000,
            )
            for row in found
        ),
        kinds=("recall",),
    )


def _first_good(asked: Asked) -> str:
    first = best(asked).rows
    cell = first[0][0] if first else ""
    return cell.text if isinstance(cell, Named) else ""


def _own_prices(asked: Asked, good: str) -> dict[date, float]:
    lines = rows("order_line", asked)
    lines = lines.filter(lines.is_paid & (lines.good == good) & (lines.grams > 0))
    return {
        mark: row["fen"] * 10 / row["grams"]
        for mark, row in _by_mark(
            asked, lines, fen=lines.amount_fen.sum(), grams=lines.grams.sum()
        ).items()
    }


def _market_prices(asked: Asked, good: str) -> dict[date, float]:
    """Return the mean price of the market's good that the longest name within ours names."""
    quotes = rows("price_quote", Asked("", asked.period))
    known = [row["good"] for row in read(quotes.select("good").distinct()) if row["good"]]
    same = max((each for each in known if each in good), key=len, default="")
    if not same:
        return {}
    quotes = quotes.filter(quotes.good == same)
    daily = quotes.group_by(["on", "market"]).aggregate(mean=quotes.mean_fen.mean())
    found = _by_mark(asked, daily, mean=daily["mean"].mean())
    return {mark: row["mean"] / 100 for mark, row in found.items()}


def _by_mark(asked: Asked, table: Any, **counted: Any) -> dict[date, dict[str, Any]]:
    """Return what a table comes to in each day, week or month of the period."""
    unit = {"day": "D", "week": "W", "month": "M"}[periods.step(asked.period)]
    marked = table.mutate(mark=table.on.truncate(unit))
    return {row["mark"]: row for row in read(marked.group_by("mark").aggregate(**counted))}


def _chosen(asked: Asked, good: str | None) -> str:
    here = reverse("boards:board", args=[word_of(asked.place), "goods"])
    asking = f"{periods.query(asked.period)}&{urlencode({'good': good or ''})}"
    return f"{here}?{asking}#prices"


def _reason(reason: str | None) -> Cell:
    return REASONS.get(reason or "other", reason or REASONS["other"])
