"""The sales board: when and where was sold, and from where to where it went, down to the lot."""

from dataclasses import replace
from typing import Final

from django.urls import reverse

from yutang.atlas import queries as atlas
from yutang.boards.queries.guarding import BELOW, by_year, is_below, shown
from yutang.boards.queries.indicated import ORDERS_COUNT, SOLD_COLUMNS, YUAN, over_time, valued
from yutang.boards.queries.reading import (
    COUNTY_DIGITS,
    Asked,
    counted_once,
    named,
    read,
    rows,
    sold,
    yuan,
)
from yutang.boards.queries.reading import names as called
from yutang.boards.rules import flows as flowing
from yutang.boards.rules.charts import Cell, Chart, Column, Named
from yutang.boards.rules.flows import Flow
from yutang.boards.rules.periods import query
from yutang.boards.word import word_of
from yutang.indicators.rules.periods import Period
from yutang.kernel.told import Told
from yutang.places import queries as places
from yutang.places.rules import Level, level_of

NET: Final = "sales.net_yuan"
_LOTS_MOST: Final = 500
_ELSEWHERE: Final = Told("其他地方", "elsewhere")
_OTHERS: Final = Told("其他产地", "other origins")


def by_time(asked: Asked) -> Chart:
    """Net sales by day, week or month."""
    return over_time(
        asked,
        "net",
        Told("净销售额怎么变", "How net sales went"),
        (NET,),
    )


@counted_once
def by_place(asked: Asked) -> Chart:
    """Net sales of the places inside; as a map where the operator brought their outlines."""
    level = _level_below(asked.place)
    codes = list(_inside(asked.place, level))
    found = valued([NET, "sales.valid_orders"], codes, [asked.period], full=asked.full)
    lines = []
    for code in codes:
        net, orders = (
            found[name, code, asked.period].number for name in (NET, "sales.valid_orders")
        )
        if orders:
            lines.append((code, net, orders))
    lines.sort(key=lambda line: (-(line[1] or 0), line[0]))
    names = named(code for code, _net, _orders in lines)
    shapes = _shapes(asked.place, level)
    ask = query(asked.period)
    return Chart(
        name="places",
        title=Told("哪里卖得多", "Where was sold"),
        told=Told(
            "净销售额按货物的产地算，下一级每个地方一行；没卖过的不列。",
            "Net sales by where goods come from, a row a place inside; who sold nothing is left "
            "out.",
        ),
        drawn="map" if shapes else "bars",
        columns=(
            Column(Told("地方", "place"), "name"),
            Column(Told("净销售额", "net sales"), "value", YUAN, 2),
            Column(Told("有效订单", "valid orders"), unit=ORDERS_COUNT),
        ),
        rows=tuple(
            (_linked(names[code], reverse("boards:board", args=[code, "sales"]), ask),
             float(net or 0), int(orders))
            for code, net, orders in lines
        ),
        kinds=("order_line",),
        indicator=NET,
        shapes=shapes,
    )  # fmt: skip


@by_year
@counted_once
def flows(asked: Asked) -> Chart:
    """From where goods grew to the province they went to: the greatest flows, the rest as one."""
    found = [] if is_below(asked) else _flows(asked)
    greatest = flowing.greatest(told_flows(asked, found))
    names = named([code for flow in greatest for code in (flow.origin, flow.goal)])
    ask = query(asked.period)
    here = reverse("boards:board", args=[word_of(asked.place), "sales"])
    lines: list[tuple[Cell, ...]] = []
    for flow in greatest:
        goal = names[flow.goal] if flow.goal else _ELSEWHERE
        if isinstance(goal, Named):
            way = f"{here}?{ask}&origin={flow.origin}&goal={flow.goal}#lots"
            goal = goal._replace(href=way)
        origin = names[flow.origin] if flow.origin else _OTHERS
        lines.append((origin, goal, yuan(flow.net_fen), flow.orders))
    return Chart(
        name="flows",
        title=Told("从哪里长出来，到哪里去", "From where it grew to where it went"),
        told=Told(
            "付了款的订单按产地和收货省份合计净销售额；一个县不到 10 个买家的流向，"
            "连同其余里最小的合成“其他地方”，没有别的可合的不显示。"
            "点收货省份，下面只看这条流向的批次。",
            "Net sales of paid orders by origin and the province they go to; a county's flows of "
            "fewer than 10 buyers are put together as “elsewhere” with the smallest of the "
            "others, and left out where there is none. Tap a province for the lots of that flow "
            "below.",
        ),
        drawn="flows",
        columns=(
            Column(Told("产地", "from"), "name"),
            Column(Told("寄往", "to"), "goal"),
            Column(Told("净销售额", "net sales"), "value", YUAN, 2),
            Column(Told("订单", "orders"), unit=ORDERS_COUNT),
        ),
        rows=tuple(lines),
        kinds=("order_line",),
        is_few=bool(found) and not greatest,
        why_empty=BELOW if is_below(asked) else Told("", ""),
    )


def lots(asked: Asked) -> Chart:
    """The lots behind the flows, each with the page that tells where its batch comes from."""
    # To which province something went is told of persons; what was sold is not.
    return by_year(_lots)(asked) if asked.goal else _lots(asked)


@counted_once
def _lots(asked: Asked) -> Chart:
    lines = rows("order_line", asked)
    lines = lines.filter(lines.is_paid)
    if asked.goal:
        lines = lines.filter(lines.to_province == asked.goal)
        if not asked.full:
            lines = lines.filter(lines.lot.isin(_lots_told(asked)))
    if asked.origin:
        lines = lines.filter(lines.place.startswith(asked.origin))
    found = read(
        lines.group_by(["lot", "good", "trace"])
        .aggregate(
            **sold(lines),
            goals=lines.to_province.nunique(),
            place=lines.place.min(),
        )
        .order_by(["good", "lot"])
        .limit(_LOTS_MOST * 4)
    )
    found = sorted(found, key=lambda row: (-row["net"], row["good"], row["lot"] or 0))[:_LOTS_MOST]
    names = named(row["place"] for row in found)
    titles = {"": "…"} | called({asked.origin, asked.goal} - {""})
    narrowed = f"{titles[asked.origin]} → {titles[asked.goal]}"
    return Chart(
        name="lots",
        title=Told("每一批卖到了哪里", "Where each lot went"),
        told=Told(
            "付了款的订单按批次合计；点货名看它的溯源页：谁种的、什么时候收的。"
            "只看一个省时，不到 10 个买家的批次不公开。",
            "Paid orders by lot; a good's name opens its trace page: who grew it and when. Of one "
            "province, lots of fewer than 10 buyers are not shown in public.",
        ),
        headline=Told(f"只看 {narrowed}", f"Only {narrowed}")
        if asked.origin or asked.goal
        else Told("", ""),
        drawn="",
        columns=(
            Column(Told("货", "good"), "name"),
            Column(Told("产地", "from")),
            *SOLD_COLUMNS,
            Column(Told("寄往几个省", "provinces"), unit=Told("个", "")),
        ),
        rows=tuple(
            (
                Named(row["good"] or "–", _trace(row["trace"])),
                names.get(row["place"] or "", names[""]),
                yuan(row["net"]),
                row["units"],
                row["orders"],
                row["goals"],
            )
            for row in found
        ),
        kinds=("order_line",),
    )


def told_flows(asked: Asked, found: list[Flow]) -> list[Flow]:
    """Return what a reader is told of flows: for the public made of counties'."""
    shown = flowing.told(found, full=asked.full)
    return shown if asked.full else flowing.of_larger(shown, asked.digits_below)


def flows_of_year(place: str, year: int) -> list[Flow]:
    """Return the flows of a year as everybody is told them."""
    asked = Asked(place, Period.year(year))
    return [] if is_below(asked) else told_flows(asked, _flows(asked))


def _lots_told(asked: Asked) -> list[int]:
    """Return which lots to a province the public is told: by county, where the flow is told."""
    counties = {flow.origin for flow in flowing.told(_flows(replace(asked, goal="")), full=False)
                if flow.goal == asked.goal}  # fmt: skip
    lines = rows("order_line", replace(asked, place=asked.place[:COUNTY_DIGITS]))
    lines = lines.filter(lines.is_paid & (lines.to_province == asked.goal) & lines.lot.notnull())
    lines = lines.mutate(county=lines.place.substr(0, COUNTY_DIGITS))
    found = read(lines.group_by(["county", "lot"]).aggregate(buyers=lines.person.nunique()))
    buyers = {(row["county"], row["lot"]): row["buyers"] for row in found}
    return [lot for county, lot in shown(buyers, full=False) if county in counties]


def _flows(asked: Asked) -> list[Flow]:
    """Return all flows; for the public of the counties in (or above) the place."""
    digits = asked.digits_below if asked.full else COUNTY_DIGITS
    place = asked.place if asked.full else asked.place[:COUNTY_DIGITS]
    lines = rows("order_line", replace(asked, place=place))
    lines = lines.filter(lines.is_paid)
    lines = lines.select(
        "net_fen",
        "order",
        "person",
        origin=lines.place.substr(0, digits),
        goal=lines.to_province.fill_null(flowing.REST),
    )
    found = read(
        lines.group_by(["origin", "goal"]).aggregate(
            net_fen=lines.net_fen.sum().fill_null(0),
            orders=lines.order.nunique(),
            buyers=lines.person.nunique(),
        )
    )
    return [Flow(*(row[name] for name in Flow.__dataclass_fields__)) for row in found]


def _level_below(place: str) -> Level:
    if not place:
        return Level.PROVINCE
    own = level_of(place)
    below = {
        Level.PROVINCE: Level.COUNTY,
        Level.PREFECTURE: Level.COUNTY,
        Level.COUNTY: Level.TOWN,
        Level.TOWN: Level.VILLAGE,
    }
    return below.get(own, own)


def _inside(place: str, level: Level) -> list[str]:
    """Return the codes of the places that a chart tells apart; a village only itself."""
    if not place:
        return list(places.provinces().values_list("code", flat=True))
    inside = list(places.under(place, level).values_list("code", flat=True))
    return inside or [place]


def _shapes(place: str, level: Level) -> str:
    if not place or not atlas.has_shapes(place, level):
        return ""
    return reverse("atlas:outlines", args=[place, int(level), atlas.drawn_digest(place, level)])


def _linked(cell: Named | Told, href: str, ask: str) -> Named | Told:
    return cell._replace(href=f"{href}?{ask}") if isinstance(cell, Named) else cell


def _trace(code: str | None) -> str:
    return reverse("goods:trace", args=[code]) if code else ""
