"""Facts of live sales: shows, their minutes, who watched. Rehearsals are in none."""

from yutang.facts.kinds.shape import Kind, Watch
from yutang.facts.kinds.words import (
    MINUTES,
    ORDERS,
    PERSONS,
    SECONDS,
    TIMES,
    UNITS,
    fen,
    number,
    part,
    text,
    yes,
)
from yutang.kernel.told import Told

_DAY_OF_SALE = (
    "select distinct (s.live_at at time zone 'Asia/Shanghai')::date from live_sale s"
    " where s.id in (select sale_id from changed)"
)
_DAY_OF_ORDERS = (
    "select distinct (s.live_at at time zone 'Asia/Shanghai')::date from live_sale s where s.id in"
    " (select o.sale_id from changed c join trade_order o on o.id = c.order_id)"
)
_OWN_DAY = "select (live_at at time zone 'Asia/Shanghai')::date from changed"
_SALE = number("sale", "直播编号", "number of the live sale")

SHOW = Kind(
    name="show",
    title=Told("直播场次", "shows"),
    told=Told(
        "一场开播过的直播一行，算在开播那天；几个县合办的，算在它们共同的上级。",
        "One row a sale that went live, on that day; of several counties: in what they share.",
    ),
    by="day",
    person="person",
    own=(
        _SALE,
        text("state", "状态：live、paused、ended、replay", "state: live, paused, ended, replay"),
        number("counties", "几个县", "how many counties"),
        text("county_codes", "哪些县，前后都有逗号：,130827,", "which, between commas: ,130827,"),
        number("live_s", "播了多久；没结束为空", "time on air; empty until it ended", SECONDS),
        number("pv", "进场（PV）", "entries (PV)", TIMES),
        number("uv", "观众（UV）", "different viewers (UV)", PERSONS),
        number("pcu", "同时在线最多（PCU）", "most online at once (PCU)", PERSONS),
        part("acu", "平均在线（ACU）", "average online (ACU)", PERSONS),
        number("stay_s", "观众停留合计", "time that all viewers stayed", SECONDS),
        number("likes", "点赞", "likes"),
        number("messages", "弹幕条数，含被隐藏的", "chat messages, hidden ones included"),
        number("goods", "上架几样货", "goods in the line-up"),
        number("lots_sold_out", "其中卖光几份", "lots of it that sold out"),
        number("orders", "下单", "orders placed", ORDERS),
        number("paid_orders", "付款订单，后来退款的也算", "paid orders, refunded ones too", ORDERS),
        number("buyers", "买家：至少一单付了款", "buyers: with a paid order at least", PERSONS),
        number("units", "卖出件数，全退的不算", "units sold, without those refunded whole", UNITS),
        fen("gmv_fen", "下单金额，含没付款的", "amounts ordered, unpaid ones included"),
        fen("paid_fen", "付款金额，不含运费", "paid, without freight"),
        fen("refunded_fen", "退回金额", "given back"),
        fen("net_fen", "净销售额：付款减退回", "net sales: paid less given back"),
        number("live_orders", "直播中下单", "orders placed while on air", ORDERS),
        fen("live_net_fen", "直播中的净销售额", "net sales while on air"),
        fen("after_net_fen", "播后七天内的净销售额", "net sales within 7 days after"),
        yes("is_village_host", "主播是村播（有主播证）", "its host has a farmer host's diploma"),
    ),
    watches=(
        Watch(
            "live_sale",
            _OWN_DAY,
            only=(
                "live_at",
                "ended_at",
                "state",
                "likes",
                "host_id",
                "county_codes",
                "is_demo",
                "rehearses_id",
            ),
        ),
        Watch("live_viewing", _DAY_OF_SALE, only=("entries", "stayed_s"), reads=("sale_id",)),
        Watch("live_onlinesample", _DAY_OF_SALE),
        Watch("live_message", _DAY_OF_SALE, only=("sale_id",)),
        Watch("live_lineupitem", _DAY_OF_SALE, only=("sale_id", "lot_id")),
        Watch(
            "trade_lot",
            "select (s.live_at at time zone 'Asia/Shanghai')::date from changed c"
            " join live_lineupitem i on i.lot_id = c.id join live_sale s on s.id = i.sale_id",
            only=("sold_out_at",),
            rarely=True,
        ),
        Watch("trade_order", _DAY_OF_SALE, only=("sale_id", "amount_fen", "placed_at")),
        Watch(
            "money_payment",
            _DAY_OF_ORDERS,
            only=("state", "amount_fen", "freight_fen", "refunded_fen"),
            reads=("order_id",),
        ),
        Watch(
            "hosts_path",
            "select (s.live_at at time zone 'Asia/Shanghai')::date from changed c"
            " join roster_member m on m.id = c.member_id"
            " join live_sale s on s.host_id = m.account_id",
            only=("certified_at", "state", "member_id"),
        ),
    ),
)

VIEW_MINUTE = Kind(
    name="view_minute",
    title=Told("每分钟在线", "minutes on air"),
    told=Told(
        "一场直播一分钟一行：在线人数，每 5 秒数一次。",
        "One row a minute on air: how many were online, counted every 5 seconds.",
    ),
    by="day",
    own=(
        _SALE,
        number("minute", "开播后第几分钟，从 0 起", "minute since it went live, from 0", MINUTES),
        number("online", "这一分钟里最多在线", "most online in this minute", PERSONS),
        number("online_sum", "各次数到的人数相加", "all counts of this minute, added", PERSONS),
        number("samples", "数了几次", "how often it was counted"),
    ),
    watches=(
        Watch("live_onlinesample", _DAY_OF_SALE),
        Watch(
            "live_sale",
            _OWN_DAY,
            only=("live_at", "ended_at", "county_codes", "is_demo", "rehearses_id"),
        ),
    ),
)

VIEWER = Kind(
    name="viewer",
    title=Told("观众", "viewers"),
    told=Told(
        "一场直播一个观众一行：一个账号，没登录的算一台设备；回放的也在内，都算在开播那天。",
        "One row a viewer of a show or its replay (an account, else a device), on its day.",
    ),
    by="day",
    person="viewer",
    own=(
        _SALE,
        text("known_by", "account 账号，device 设备", "account or device"),
        number("entries", "进场几次", "entries", TIMES),
        number("stayed_s", "停留", "time stayed", SECONDS),
        yes("ordered", "在这场下过单", "placed an order in this show"),
        yes("bought", "在这场付过款", "paid for an order in this show"),
    ),
    watches=(
        Watch("live_viewing", _DAY_OF_SALE, only=("entries", "stayed_s"), reads=("sale_id",)),
        Watch("live_sale", _OWN_DAY, only=("live_at", "county_codes", "is_demo", "rehearses_id")),
        Watch("trade_order", _DAY_OF_SALE, only=("sale_id",)),
        Watch(
            "money_payment",
            _DAY_OF_ORDERS,
            only=("state",),
            reads=("order_id",),
        ),
    ),
)

KINDS = (SHOW, VIEW_MINUTE, VIEWER)
