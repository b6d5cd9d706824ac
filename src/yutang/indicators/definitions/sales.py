"""What was sold: the figures of the Hebei sale, and how they are counted."""

from functools import partial

from yutang.indicators.definitions.words import (
    BROADCAST,
    COUNTIES,
    GOODS,
    HEBEI,
    ORDERS,
    ORIGIN,
    PERCENT,
    PERSONS,
    PIECES,
    YUAN,
)
from yutang.indicators.rules.shape import Count, Covered, Distinct, Indicator, Ratio, Sum
from yutang.kernel.told import Told

_of_lines = partial(
    Indicator,
    fact="order_line",
    scope=ORIGIN,
    source=BROADCAST,
    shows=("good", "units", "state"),
)
_yuan = partial(_of_lines, unit=YUAN, counts="yuan", digits=2)
_ratio = partial(Indicator, scope=ORIGIN, source=BROADCAST, unit=PERCENT, digits=1)

INDICATORS = (
    _of_lines(
        name="sales.orders",
        title=Told("下单", "Orders placed"),
        told=Told(
            "期间下的每一笔订单，没付款的、取消的也算。",
            "Every order placed in the period, unpaid and cancelled ones too.",
        ),
        unit=ORDERS,
        measure=Count(),
    ),
    _of_lines(
        name="sales.valid_orders",
        title=Told("有效订单", "Valid orders"),
        told=Told(
            "期间下的、没有取消也没有过期的订单。",
            "Orders placed in the period that were neither cancelled nor ran out.",
        ),
        source=HEBEI,
        origin="A",
        unit=ORDERS,
        measure=Count(),
        where=lambda t: t.is_valid,
    ),
    _of_lines(
        name="sales.paid_orders",
        title=Told("付款订单", "Paid orders"),
        told=Told(
            "期间下的、付过款的订单；后来退款的也算。",
            "Orders placed in the period that were paid, refunded ones too.",
        ),
        unit=ORDERS,
        measure=Count(),
        where=lambda t: t.is_paid,
    ),
    _of_lines(
        name="sales.units",
        title=Told("卖出件数", "Units sold"),
        told=Told("付款订单里的件数。", "Units in paid orders."),
        source=HEBEI,
        origin="A",
        unit=PIECES,
        measure=Sum("units"),
        where=lambda t: t.is_paid,
    ),
    _of_lines(
        name="sales.buyers",
        title=Told("买家", "Buyers"),
        told=Told(
            "期间下单并付过款的不同买家，一个人只算一次；别的平台上的同一个人分不出来，另算一个。",
            "Different buyers with a paid order of the period; who is on two platforms is two.",
        ),
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        where=lambda t: t.is_paid,
    ),
    _of_lines(
        name="sales.goods",
        title=Told("卖出的货", "Goods sold"),
        told=Told("付款订单里不同的商品。", "Different goods in paid orders."),
        source=HEBEI,
        origin="A",
        unit=GOODS,
        measure=Distinct("product"),
        where=lambda t: t.is_paid,
    ),
    _of_lines(
        name="sales.counties",
        title=Told("有货卖出的县", "Counties that sold"),
        told=Told(
            "付款订单里的货来自多少个县。", "From how many counties the goods of paid orders come."
        ),
        source=HEBEI,
        origin="A",
        unit=COUNTIES,
        counts="places",
        measure=Covered(6),
        where=lambda t: t.is_paid,
    ),
    _yuan(
        name="sales.gmv_yuan",
        title=Told("成交总额（GMV）", "GMV"),
        told=Told(
            "期间所有订单的货款，没付款的也算，不含运费。",
            "Price of the goods of all orders of the period, unpaid ones too, without freight.",
        ),
        measure=Sum("amount_fen", 100),
    ),
    _yuan(
        name="sales.paid_yuan",
        title=Told("付款金额", "Paid"),
        told=Told(
            "期间订单已付的货款；货到付款在确认收货时算。",
            "Paid for the goods of the period's orders; cash on delivery once confirmed.",
        ),
        measure=Sum("paid_fen", 100),
    ),
    _yuan(
        name="sales.refunded_yuan",
        title=Told("退款金额", "Given back"),
        told=Told("期间订单退回的货款。", "What went back for the goods of the period's orders."),
        measure=Sum("refunded_fen", 100),
    ),
    _yuan(
        name="sales.net_yuan",
        title=Told("净销售额", "Net sales"),
        told=Told(
            "期间订单的付款减退款，只算货款。",
            "What was paid for the goods of the period's orders less what went back.",
        ),
        source=HEBEI,
        origin="A",
        measure=Sum("net_fen", 100),
    ),
    _yuan(
        name="sales.elsewhere_yuan",
        title=Told("其他平台净销售额", "Net sales on other platforms"),
        told=Told(
            "其中在其他平台上卖的，从录入的订单表里来。",
            "Of these, what was sold on other platforms, from tables of orders brought in.",
        ),
        measure=Sum("net_fen", 100),
        where=lambda t: t.platform != "yutang",
    ),
    _yuan(
        name="sales.live_paid_yuan",
        title=Told("直播中付款", "Paid for orders while on air"),
        told=Told(
            "直播进行中下的单，付了多少。",
            "Paid for orders that were placed while a show was on air.",
        ),
        measure=Sum("paid_fen", 100),
        where=lambda t: t.period == "live",
    ),
    _yuan(
        name="sales.live_refunded_yuan",
        title=Told("直播中下单后退款", "Given back for orders while on air"),
        told=Told(
            "直播进行中下的单，退了多少。", "Given back for orders placed while a show was on air."
        ),
        measure=Sum("refunded_fen", 100),
        where=lambda t: t.period == "live",
    ),
    _yuan(
        name="sales.live_net_yuan",
        title=Told("直播中净销售额", "Net sales while on air"),
        told=Told(
            "直播进行中下的单，付款减退款。",
            "Payments less refunds of orders that were placed while a show was on air.",
        ),
        measure=Sum("net_fen", 100),
        where=lambda t: t.period == "live",
    ),
    _yuan(
        name="sales.after_paid_yuan",
        title=Told("播后七天付款", "Paid for orders in the 7 days after"),
        told=Told(
            "播完七天内下的单，付了多少。", "Paid for orders placed within 7 days after a show."
        ),
        measure=Sum("paid_fen", 100),
        where=lambda t: t.period == "after",
    ),
    _yuan(
        name="sales.after_refunded_yuan",
        title=Told("播后七天下单后退款", "Given back for orders in the 7 days after"),
        told=Told(
            "播完七天内下的单，退了多少。",
            "Given back for orders placed within 7 days after a show.",
        ),
        measure=Sum("refunded_fen", 100),
        where=lambda t: t.period == "after",
    ),
    _yuan(
        name="sales.after_net_yuan",
        title=Told("播后七天净销售额", "Net sales in the 7 days after"),
        told=Told(
            "播完七天内下的单，付款减退款。",
            "Payments less refunds of orders placed within 7 days after a show.",
        ),
        measure=Sum("net_fen", 100),
        where=lambda t: t.period == "after",
    ),
    _ratio(
        name="sales.refund_percent",
        title=Told("退款率", "Refund rate"),
        told=Told("退款金额除以付款金额。", "What was given back, divided by what was paid."),
        ratio=Ratio("sales.refunded_yuan", "sales.paid_yuan"),
        at_most=True,
    ),
    _ratio(
        name="sales.live_refund_percent",
        title=Told("直播中下单的退款率", "Refund rate while on air"),
        told=Told(
            "直播进行中下的单，退款除以付款。",
            "Of orders placed while on air: given back, divided by paid.",
        ),
        ratio=Ratio("sales.live_refunded_yuan", "sales.live_paid_yuan"),
        at_most=True,
    ),
    _ratio(
        name="sales.after_refund_percent",
        title=Told("播后七天下单的退款率", "Refund rate of the 7 days after"),
        told=Told(
            "播完七天内下的单，退款除以付款。",
            "Of orders placed within 7 days after a show: given back, divided by paid.",
        ),
        ratio=Ratio("sales.after_refunded_yuan", "sales.after_paid_yuan"),
        at_most=True,
    ),
    _ratio(
        name="sales.order_yuan",
        title=Told("每单多少钱", "Yuan an order"),
        told=Told("付款金额除以付款订单。", "What was paid, divided by paid orders."),
        origin="C",
        source=HEBEI,
        unit=YUAN,
        digits=2,
        ratio=Ratio("sales.paid_yuan", "sales.paid_orders", times=1),
    ),
)
