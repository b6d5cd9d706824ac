"""The sales board: when and where was sold, and from where to where it went, down to the lot."""

from typing import Final

from django.urls import reverse

from yutang.atlas import queries as atlas
from yutang.boards.queries.indicated import ORDERS_COUNT, SOLD_COLUMNS, YUAN, over_time, valued
from yutang.boards.queries.reading import Asked, Table, counted_once, named, read, rows, sold, yuan
from yutang.boards.queries.reading import names as called
from yutang.boards.rules import flows as flowing
from yutang.boards.rules.charts import Cell, Chart, Column, Named
from yutang.boards.rules.flows import Flow
from yutang.boards.rules.periods import query
from yutang.boards.word import word_of
from yutang.kernel.counts import SMALL
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
    found = valued([NET, "sales.valid_orders"], codes, asked.period)
    lines = []
    for code in codes:
        net, orders = (found[name, code].number for name in (NET, "sales.valid_orders"))
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


@counted_once
def flows(asked: Asked) -> Chart:
    """From where goods grew to the province they went to: the greatest flows, the rest as one."""
    found = _flows(asked)
    shown = flowing.greatest(flowing.told(found, full=asked.full))
    names = named([code for flow in shown for code in (flow.origin, flow.goal)])
    ask = query(asked.period)
    here = reverse("boards:board", args=[word_of(asked.place), "sales"])
    lines: list[tuple[Cell, ...]] = []
    for flow in shown:
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
            "付了款的订单按产地和收货省份合计净销售额；少于 10 个买家的流向，"
            "同一产地的合成“其他地方”，合起来还不到 10 个买家的不显示。"
            "点收货省份，下面只看这条流向的批次。",
            "Net sales of paid orders by origin and the province they go to; an origin's flows of "
            "fewer than 10 buyers are put together as “elsewhere”, and left out while still fewer "
            "than 10. Tap a province for the lots of that flow below.",
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
        is_few=bool(found) and not shown,
    )


@counted_once
def lots(asked: Asked) -> Chart:
    """The lots behind the flows, each with the page that tells where its batch comes from."""
    lines = rows("order_line", asked)
    lines = lines.filter(lines.is_paid)
    if asked.goal:
        lines = lines.filter(lines.to_province == asked.goal)
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
            "付了款的订单按批次合计；点货名看它的溯源页：谁种的、什么时候收的。",
            "Paid orders by lot; a good's name opens its trace page: who grew it and when.",
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


def _flows(asked: Asked) -> list[Flow]:
    lines = rows("order_line", asked)
    lines = lines.filter(lines.is_paid)
    lines = lines.select(
        "net_fen",
        "order",
        "person",
        origin=lines.place.substr(0, asked.digits_below),
        goal=lines.to_province.fill_null(flowing.REST),
    )
    if not asked.full:
        lines = _small_together(lines)
    found = read(
        lines.group_by(["origin", "goal"]).aggregate(
            net_fen=lines.net_fen.sum(),
            orders=lines.order.nunique(),
            buyers=lines.person.nunique(),
        )
    )
    return [Flow(*(row[name] for name in Flow.__dataclass_fields__)) for row in found]


def _small_together(lines: Table) -> Table:
    """Return the lines with goals of fewer buyers than may be shown put together as `REST`."""
    pairs = lines.group_by(["origin", "goal"]).aggregate(buyers=lines.person.nunique())
    joined = lines.join(pairs, ["origin", "goal"])
    goal = (joined.buyers >= SMALL).ifelse(joined.goal, flowing.REST)
    return joined.mutate(goal=goal)


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
