"""Which boards there are, and what stands on each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from yutang.boards.queries import buyers, goods, hosts, logistics, sales
from yutang.boards.queries.indicated import Figure, figures
from yutang.boards.queries.reading import Asked, since
from yutang.boards.rules.charts import Chart
from yutang.kernel.told import Told

__all__ = ["BOARDS", "Asked", "Board", "Figure", "by_name", "chart_of", "figures", "since"]

Maker = Callable[[Asked], Chart]


@dataclass(frozen=True)
class Board:
    """One board: its indicators at the head (the first is its one number), and its charts."""

    name: str
    title: Told
    told: Told
    icon: str
    figures: tuple[str, ...]
    charts: dict[str, Maker]


BOARDS: Final = (
    Board(
        "sales",
        Told("销售地图和流向", "Sales and flows"),
        Told(
            "哪里卖得多，从哪里长出来，卖到哪里去，一直看到每一批。",
            "Where was sold, where it grew and where it went, down to the lot.",
        ),
        "place",
        ("sales.net_yuan", "sales.valid_orders", "sales.order_yuan", "sales.refund_percent"),
        {
            "net": sales.by_time,
            "places": sales.by_place,
            "flows": sales.flows,
            "lots": sales.lots,
        },
    ),
    Board(
        "goods",
        Told("农产品", "Goods"),
        Told(
            "什么时候卖什么，什么价，为什么退款，哪里不好。",
            "What sells when and at which price, why money went back, what was wrong.",
        ),
        "bag",
        ("sales.goods", "sales.units", "sales.refunded_yuan"),
        {
            "season": goods.season,
            "best": goods.best,
            "prices": goods.prices,
            "refunds": goods.refunds,
            "complaints": goods.complaints,
            "recalls": goods.recalls,
        },
    ),
    Board(
        "hosts",
        Told("主播和直播", "Hosts and shows"),
        Told(
            "看中位数和分布，不看平均数：少数人挣得多，平均数会骗人。",
            "Medians and distributions, never means alone: a few who earn much make means lie.",
        ),
        "live",
        ("hosts.net_median_yuan", "hosts.persons", "shows.net_median_yuan", "shows.count"),
        {
            "income": hosts.income,
            "income-months": hosts.income_months,
            "show-sales": hosts.show_sales,
            "shows": hosts.show_list,
        },
    ),
    Board(
        "buyers",
        Told("买家", "Buyers"),
        Told(
            "谁会回来再买，从哪里来；少于 10 人的都不显示。",
            "Who comes again, and from where; nothing of fewer than 10 persons is shown.",
        ),
        "me",
        ("sales.buyers", "sales.paid_orders"),
        {"again": buyers.again, "times": buyers.times, "provinces": buyers.provinces},
    ),
    Board(
        "logistics",
        Told("物流", "Logistics"),
        Told(
            "几天寄出，路上几天，坏了多少，一件多少运费。",
            "Days to ship and on the way, what was damaged, what a parcel's way costs.",
        ),
        "orders",
        (
            "logistics.days",
            "logistics.parcels",
            "logistics.damaged_percent",
            "logistics.parcel_cost_yuan",
        ),
        {
            "ship-days": logistics.ship_days,
            "way-days": logistics.way_days,
            "provinces": logistics.by_province,
            "damage": logistics.damage,
            "damaged": logistics.damaged,
            "cost": logistics.cost,
            "carriers": logistics.by_carrier,
        },
    ),
)


def by_name(name: str) -> Board | None:
    """Return the board of this name, if there is one."""
    return next((board for board in BOARDS if board.name == name), None)


def chart_of(board: Board, name: str) -> Maker | None:
    """Return what makes a chart of a board, by the chart's name."""
    return board.charts.get(name)
