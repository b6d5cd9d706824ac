"""The logistics board: days to ship and on the way, what was damaged, what the way cost."""

from typing import Final

from yutang.boards.queries import lying
from yutang.boards.queries.goods import BARS_MOST
from yutang.boards.queries.guarding import BELOW, by_year, is_below, shown
from yutang.boards.queries.indicated import DAYS, SHARE, YUAN, over_time
from yutang.boards.queries.reading import (
    COUNTY_DIGITS,
    Asked,
    Table,
    counted_once,
    named,
    read,
    rows,
    yuan,
)
from yutang.boards.rules import periods, spreads
from yutang.boards.rules.charts import Cell, Chart, Column
from yutang.kernel.counts import SMALL
from yutang.kernel.told import Told

_PARCELS: Final = Told("件", "parcels")


def ship_days(asked: Asked) -> Chart:
    """From payment to dispatch."""
    return _days(
        asked,
        "ship-days",
        "ship_days",
        Told("付款到寄出用几天", "Days from payment to dispatch"),
        Told(
            "寄出的包裹，从付款到寄出的天数，数落在哪一格；算在寄出那天。",
            "Parcels sent, by days from payment to dispatch; on the day they were sent.",
        ),
    )


def way_days(asked: Asked) -> Chart:
    """On the way."""
    return _days(
        asked,
        "way-days",
        "way_days",
        Told("路上用几天", "Days on the way"),
        Told(
            "送到了的包裹，从寄出到送到的天数；还在路上的不算。",
            "Parcels delivered, by days from dispatch to delivery; those on their way are not "
            "in it.",
        ),
    )


@by_year
@counted_once
def by_province(asked: Asked) -> Chart:
    """How long the way is to each province, and how much arrives damaged."""
    parcels = rows("parcel", asked)
    parcels = parcels.filter(parcels.to_province.notnull())
    found = read(_to_provinces(asked, parcels))
    told = [] if is_below(asked) else found
    told.sort(key=lambda row: (-row["parcels"], row["to_province"]))
    names = named(row["to_province"] for row in told)
    return Chart(
        name="provinces",
        title=Told("寄到各省要几天", "How long the way is to each province"),
        told=Told(
            "送到的包裹在路上天数的中位数，按收货省份；寄得多的在前。一个县里买家少于 10 人的省，"
            "连同其余里最小的，不公开。",
            "Median of days on the way by province, most parcels first. A county's provinces of "
            "fewer than 10 buyers, and the smallest of the others, are not shown in public.",
        ),
        drawn="bars",
        columns=(
            Column(Told("省份", "province"), "name"),
            Column(Told("路上（中位数）", "on the way (median)"), "value", DAYS, 1),
            Column(Told("包裹", "parcels"), unit=_PARCELS),
            Column(Told("报损", "damaged"), unit=SHARE, digits=1),
        ),
        rows=tuple(
            (
                names[row["to_province"]],
                row["days"],
                row["parcels"],
                int(row["damaged"] or 0) * 100 / row["parcels"],
            )
            for row in told
        ),
        kinds=("parcel",),
        is_few=bool(found) and not told,
        why_empty=BELOW if is_below(asked) else Told("", ""),
    )


def _to_provinces(asked: Asked, parcels: Table) -> Table:
    """Return what to count of parcels by province; for the public of what counties may tell."""
    if not asked.full:
        parcels = parcels.mutate(county=parcels.place.substr(0, COUNTY_DIGITS))
        pairs = parcels.group_by(["county", "to_province"])
        found = read(pairs.aggregate(buyers=parcels.person.nunique()))
        buyers = {(row["county"], row["to_province"]): row["buyers"] for row in found}
        told = sorted("".join(pair) for pair in shown(buyers, full=False))
        parcels = parcels.filter((parcels.county + parcels.to_province).isin(told))
    return parcels.group_by("to_province").aggregate(
        parcels=parcels.count(),
        days=parcels.way_days.median(),
        damaged=parcels.is_damaged.sum(),
    )


@counted_once
def by_carrier(asked: Asked) -> Chart:
    """Carriers beside each other: days, damage, cost of a parcel."""
    parcels = rows("parcel", asked)
    found = read(
        parcels.group_by("carrier").aggregate(
            parcels=parcels.count(),
            days=parcels.way_days.median(),
            damaged=parcels.is_damaged.sum(),
            cost=parcels.cost_fen.mean(),
            on_time=parcels.is_on_time.sum(),
        )
    )
    found.sort(key=lambda row: (-row["parcels"], row["carrier"] or ""))
    return Chart(
        name="carriers",
        title=Told("哪家快递", "Carriers beside each other"),
        told=Told(
            "按快递公司：包裹数、路上天数的中位数、报损的百分比、知道运费的包裹平均运费。",
            "By carrier: parcels, median days on the way, share reported damaged, and the mean "
            "cost of those whose cost is known.",
        ),
        drawn="bars",
        columns=(
            Column(Told("快递公司", "carrier"), "name"),
            Column(Told("包裹", "parcels"), "value", _PARCELS),
            Column(Told("路上（中位数）", "on the way (median)"), unit=DAYS, digits=1),
            Column(Told("报损", "damaged"), unit=SHARE, digits=1),
            Column(Told("一件运费", "cost a parcel"), unit=YUAN, digits=2),
            Column(Told("按时寄出", "sent in time"), unit=SHARE, digits=1),
        ),
        rows=tuple(
            (
                row["carrier"] or "–",
                row["parcels"],
                row["days"],
                int(row["damaged"] or 0) * 100 / row["parcels"],
                yuan(row["cost"]),
                int(row["on_time"] or 0) * 100 / row["parcels"],
            )
            for row in found
        ),
        kinds=("parcel",),
    )


@counted_once
def cost(asked: Asked) -> Chart:
    """What the way of a parcel cost, over time: the median and the middle half."""
    parcels = rows("parcel", asked)
    parcels = parcels.filter(parcels.cost_fen.notnull())
    by = periods.step(asked.period)
    parcels = parcels.mutate(mark=parcels.on.truncate({"day": "D", "week": "W", "month": "M"}[by]))
    found = read(
        parcels.group_by("mark")
        .aggregate(parcels=parcels.count(), **lying.five(parcels.cost_fen, 100))
        .order_by("mark")
    )
    lines: list[tuple[Cell, ...]] = [
        (
            periods.said(row["mark"], by, asked.period),
            *lying.box_cells(row, is_told=True),
            row["parcels"],
        )
        for row in found
    ]
    return Chart(
        name="cost",
        title=Told("一件包裹的运费", "What a parcel's way costs"),
        told=Told(
            "知道运费的包裹（买家另付的加上分账里的）。" + lying.BOX_TOLD.zh,
            "Parcels whose cost is known (freight paid beside plus freight settled). "
            + lying.BOX_TOLD.en,
        ),
        drawn="boxes",
        columns=(
            Column(Told("时间", "when"), "name"),
            *lying.box_columns(YUAN, 2),
            Column(Told("包裹", "parcels"), unit=_PARCELS),
        ),
        rows=tuple(lines),
        kinds=("parcel",),
    )


@counted_once
def damage(asked: Asked) -> Chart:
    """How many of a hundred parcels were reported damaged, by good."""
    parcels = rows("parcel", asked)
    found = read(
        parcels.group_by("good").aggregate(
            parcels=parcels.count(), damaged=parcels.is_damaged.sum()
        )
    )
    lines = [
        (row["good"] or "–", int(row["damaged"] or 0) * 100 / row["parcels"],
         int(row["damaged"] or 0), row["parcels"])
        for row in found
        if row["parcels"] >= SMALL
    ]  # fmt: skip
    lines.sort(key=lambda line: (-line[1], line[0]))
    return Chart(
        name="damage",
        title=Told("哪样货容易坏在路上", "Which goods arrive damaged"),
        told=Told(
            "买家报了坏果或破损、没有被驳回的包裹占多少，按货名；不到 10 件的不列。",
            "Share of parcels whose buyer claimed spoiled or broken goods and was not refused, by "
            "good; goods of fewer than 10 parcels are left out.",
        ),
        drawn="bars" if len(lines) <= BARS_MOST else "",
        columns=(
            Column(Told("货", "good"), "name"),
            Column(Told("报损", "damaged"), "value", SHARE, 1),
            Column(Told("报损的包裹", "damaged parcels"), unit=_PARCELS),
            Column(Told("寄出的包裹", "parcels sent"), unit=_PARCELS),
        ),
        rows=tuple(lines),
        kinds=("parcel",),
        is_few=bool(found) and not lines,
    )


def damaged(asked: Asked) -> Chart:
    """The share of parcels damaged, by day, week or month."""
    return over_time(
        asked,
        "damaged",
        Told("坏果破损率怎么变", "How the share of damaged parcels went"),
        ("logistics.damaged_percent",),
        drawn="lines",
    )


@counted_once
def _spread(asked: Asked) -> dict[str, tuple[dict[int, int | None], float | None]]:
    parcels = rows("parcel", asked)
    spread: dict[str, tuple[dict[int, int | None], float | None]] = {}
    for column in ("ship_days", "way_days"):
        known = parcels.filter(parcels[column].notnull())
        found = read(
            known.mutate(bucket=lying.bucket(known[column], spreads.DAYS))
            .group_by("bucket")
            .aggregate(parcels=lambda t: t.count())
        )
        middle = read(known.aggregate(median=known[column].median()))[0]["median"]
        spread[column] = {int(row["bucket"]): int(row["parcels"]) for row in found}, middle
    return spread


def _days(asked: Asked, name: str, column: str, title: Told, told: Told) -> Chart:
    found, middle = _spread(asked)[column]
    return Chart(
        name=name,
        title=title,
        told=told,
        headline=Told(f"中位数 {middle:.1f} 天", f"median {middle:.1f} days")
        if middle is not None
        else Told("", ""),
        drawn="columns",
        columns=(
            Column(Told("天数", "days"), "name"),
            Column(Told("包裹", "parcels"), "value", _PARCELS),
        ),
        rows=lying.lines_of(found, spreads.DAYS) if found else (),
        kinds=("parcel",),
    )
