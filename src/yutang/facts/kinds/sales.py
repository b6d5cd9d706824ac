"""Facts of what was sold."""

from yutang.facts.kinds.shape import Column, Kind, Watch
from yutang.kernel.told import Told

_FEN = Told("分", "fen")

ORDER_LINE = Kind(
    name="order_line",
    title=Told("订单", "order lines"),
    told=Told(
        "一笔订单一行，别的平台一行商品一行；算在下单那天、货物的产地。演练不算。",
        "One row an order (elsewhere: a line of one), on the day it was placed, where its goods"
        " come from; no rehearsals.",
    ),
    by="day",
    person="buyer",
    own=(
        Column("order", "string", Told("订单", "order"), private=True),
        Column("lot", "int", Told("哪一份在售库存", "stock on offer it was taken from")),
        Column("product", "int", Told("商品编号", "number of the good")),
        Column("good", "string", Told("商品名称", "name of the good")),
        Column("producer", "int", Told("生产者编号", "number of the producer"), private=True),
        Column(
            "sale", "int", Told("哪一场直播；0：不是直播里买的", "live sale; 0: bought outside one")
        ),
        Column(
            "minute",
            "int",
            Told(
                "开播后第几分钟；不在直播里为空", "minutes since the sale went live; empty outside"
            ),
            Told("分钟", "min"),
        ),
        Column(
            "platform",
            "string",
            Told("在哪个平台卖的；yutang 是本平台", "where it was sold; yutang is here"),
        ),
        Column("units", "int", Told("几件", "units"), Told("件", "units")),
        Column(
            "grams",
            "int",
            Told("净重；没有登记为空", "net weight; empty where unknown"),
            Told("克", "g"),
        ),
        Column(
            "amount_fen", "int", Told("货款，不含运费", "price of the goods, without freight"), _FEN
        ),
        Column(
            "paid_fen",
            "int",
            Told("已付货款；货到付款在确认时算", "paid; cash on delivery counts once confirmed"),
            _FEN,
        ),
        Column("refunded_fen", "int", Told("退回的货款", "given back"), _FEN),
        Column("net_fen", "int", Told("已付减去退回", "paid less given back"), _FEN),
        Column("state", "string", Told("订单状态", "state of the order")),
        Column("is_paid", "bool", Told("付过款", "was paid")),
        Column(
            "is_valid",
            "bool",
            Told("有效订单：没有取消、没有过期", "a valid order: neither cancelled nor expired"),
        ),
        Column("placed_on", "date", Told("下单日期", "day it was placed")),
        Column("paid_on", "date", Told("付款日期", "day it was paid")),
        Column("to_province", "string", Told("寄往哪个省", "province it goes to")),
        Column("to_county", "string", Told("寄往哪个县", "to which county"), private=True),
        Column(
            "reason_refund",
            "string",
            Told("退款原因；没有退款为空", "why money went back; else empty"),
        ),
        Column(
            "period",
            "string",
            Told(
                "开播前 before、直播中 live、播后七天 after、之后 later",
                "before, live, after (7 days) or later than its sale",
            ),
        ),
        Column(
            "trace",
            "string",
            Told("那一批的溯源码；没有批次为空", "trace code of its batch; empty without one"),
        ),
    ),
    watches=(
        Watch(
            "trade_order",
            "select (at at time zone 'Asia/Shanghai')::date"
            " from (select distinct placed_at as at from changed) c",
            only=("state", "amount_fen", "quantity", "region_code", "sale_id", "placed_at"),
        ),
        Watch(
            "money_payment",
            "select (o.placed_at at time zone 'Asia/Shanghai')::date"
            " from changed c join trade_order o on o.id = c.order_id",
            only=("state", "amount_fen", "freight_fen", "refunded_fen", "paid_at"),
            reads=("order_id",),
        ),
        Watch(
            "care_claim",
            "select (o.placed_at at time zone 'Asia/Shanghai')::date"
            " from changed c join trade_order o on o.id = c.order_id",
            only=("kind", "outcome"),
            reads=("order_id",),
        ),
        Watch(
            "live_sale",
            "select (o.placed_at at time zone 'Asia/Shanghai')::date"
            " from changed c join trade_order o on o.sale_id = c.id",
            only=("live_at", "ended_at", "is_demo", "rehearses_id"),
        ),
        Watch(
            "goods_product",
            "select (o.placed_at at time zone 'Asia/Shanghai')::date from changed c"
            " join trade_lot l on l.product_id = c.id join trade_order o on o.lot_id = l.id",
            only=("name", "origin_code", "net_weight_g", "producer_id"),
        ),
        Watch(
            "goods_producer",
            "select (o.placed_at at time zone 'Asia/Shanghai')::date from changed c"
            " join goods_product p on p.producer_id = c.id join trade_lot l on l.product_id = p.id"
            " join trade_order o on o.lot_id = l.id",
            only=("is_demo",),
        ),
        Watch(
            "shops_soldline",
            "select (sold_at at time zone 'Asia/Shanghai')::date from changed",
        ),
        Watch(
            "shops_listing",
            "select (l.sold_at at time zone 'Asia/Shanghai')::date"
            " from changed c join shops_soldline l on l.listing_id = c.id",
            only=("platform", "shop_id"),
        ),
    ),
)

KINDS = (ORDER_LINE,)
