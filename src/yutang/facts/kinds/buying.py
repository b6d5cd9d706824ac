"""Facts of what became of goods: parcels, what was wrong, what buyers said, recalls, tests."""

from typing import Final

from yutang.facts.kinds.shape import Kind, Watch
from yutang.facts.kinds.words import (
    DAYS,
    GOOD,
    GRAMS,
    ORDER,
    PRODUCER,
    PRODUCT,
    SALE,
    fen,
    number,
    part,
    text,
    yes,
)
from yutang.kernel.told import Told

_TERMS: Final = ("ship_within_h",)
_OF_PRODUCT: Final = ("name", "origin_code", "producer_id")
_OF_PRODUCTS_PARCELS: Final = (
    "select (p.sent_at at time zone 'Asia/Shanghai')::date from changed c"
    " join trade_lot l on l.product_id = c.{product}"
    " join trade_order o on o.lot_id = l.id join parcels_parcel p on p.order_id = o.id"
)

PARCEL = Kind(
    name="parcel",
    title=Told("包裹", "parcels"),
    told=Told(
        "寄出的一个包裹一行，算在寄出那天、货物的产地。",
        "One row a parcel that was sent, on that day, where its goods come from.",
    ),
    by="day",
    person="buyer",
    own=(
        ORDER,
        SALE,
        PRODUCT,
        GOOD,
        PRODUCER,
        text("carrier", "快递公司", "carrier"),
        text(
            "state",
            "状态：sent、arriving、delivered、returned、lost",
            "state: sent, arriving, delivered, returned, lost",
        ),
        yes("to_station", "寄到取货点", "goes to a pickup station"),
        number("weight_g", "重量；没称为空", "weight; empty where nobody weighed it", GRAMS),
        text("to_province", "寄往哪个省", "province it goes to"),
        text("to_county", "寄往哪个县", "county it goes to", private=True),
        part("ship_days", "从付款到寄出", "from payment to dispatch", DAYS),
        part("way_days", "路上；没送到为空", "on its way; empty until delivered", DAYS),
        part(
            "total_days", "从付款到送到；没送到为空", "from payment to delivery; else empty", DAYS
        ),
        yes("is_on_time", "在约定时间内寄出", "left by the time that was promised"),
        yes(
            "is_damaged",
            "买家报了坏果或破损，没有被驳回",
            "its buyer claimed spoiled or broken goods, and the claim was not refused",
        ),
        fen("goods_fen", "货款", "price of the goods"),
        fen("freight_fen", "买家另付的运费", "freight that the buyer paid beside the goods"),
        fen(
            "cost_fen",
            "运费成本：买家另付的加上分账里的运费；还没分账、也没另付为空",
            "freight paid beside plus freight settled; empty while neither is known",
        ),
    ),
    watches=(
        Watch(
            "parcels_parcel",
            "select (sent_at at time zone 'Asia/Shanghai')::date from changed",
            only=("state", "sent_at", "delivered_at", "carrier", "station_id", "weight_g"),
        ),
        Watch(
            "care_claim",
            "select (p.sent_at at time zone 'Asia/Shanghai')::date"
            " from changed c join parcels_parcel p on p.order_id = c.order_id",
            only=("kind", "outcome"),
            reads=("order_id",),
        ),
        Watch(
            "shares_share",
            "select distinct (p.sent_at at time zone 'Asia/Shanghai')::date"
            " from changed c join parcels_parcel p on p.order_id = c.order_id"
            " where c.kind = 'freight'",
        ),
        Watch(
            "money_payment",
            "select (p.sent_at at time zone 'Asia/Shanghai')::date"
            " from changed c join parcels_parcel p on p.order_id = c.order_id",
            only=("freight_fen",),
            reads=("order_id",),
        ),
        Watch(
            "delivery_lotterms",
            "select (p.sent_at at time zone 'Asia/Shanghai')::date from changed c"
            " join trade_order o on o.lot_id = c.lot_id join parcels_parcel p on p.order_id = o.id",
            only=_TERMS,
            id="lot_id",
        ),
        Watch(
            "delivery_productterms",
            _OF_PRODUCTS_PARCELS.format(product="product_id"),
            only=_TERMS,
            id="product_id",
        ),
        Watch(
            "goods_product",
            _OF_PRODUCTS_PARCELS.format(product="id"),
            only=("name", "origin_code", "producer_id", "perishable"),
        ),
    ),
)

COMPLAINT = Kind(
    name="complaint",
    title=Told("售后和投诉", "claims and complaints"),
    told=Told(
        "买家的一次售后申请或一次投诉一行，算在提出那天、货物的产地。",
        "One row a buyer's claim or complaint, on the day it was made, where the goods come from.",
    ),
    by="month",
    person="buyer",
    own=(
        text("what", "claim 售后，complaint 投诉", "claim (for money) or complaint"),
        text("reason", "原因", "reason"),
        text("state", "处理到哪一步", "how far it is"),
        text("outcome", "结果；没结束为空", "outcome; empty until it is settled"),
        yes("is_decided", "已经有结果", "is settled"),
        fen("refunded_fen", "退给买家", "given back"),
        part("days", "从提出到结束；没结束为空", "until it was settled; empty before", DAYS),
        yes(
            "is_in_time",
            "在承诺时间内答复；还没答复为空",
            "was answered by the time promised; empty before an answer",
        ),
        yes("is_escalated", "交到县里", "was taken to the county"),
        ORDER,
        SALE,
        PRODUCT,
        GOOD,
        PRODUCER,
    ),
    watches=(
        Watch(
            "care_claim",
            "select (opened_at at time zone 'Asia/Shanghai')::date from changed",
            only=(
                "kind",
                "state",
                "outcome",
                "refund_fen",
                "answered_at",
                "escalated_at",
                "place_code",
            ),
            reads=("opened_at",),
        ),
        Watch(
            "care_complaint",
            "select (opened_at at time zone 'Asia/Shanghai')::date from changed",
            only=("kind", "state", "finding", "answered_at", "escalated_at", "place_code"),
            reads=("opened_at",),
        ),
        Watch(
            "goods_product",
            "select (k.opened_at at time zone 'Asia/Shanghai')::date"
            " from changed c join care_claim k on k.product_id = c.id",
            only=("name", "producer_id"),
        ),
    ),
)

REVIEW = Kind(
    name="review",
    title=Told("评价", "reviews"),
    told=Told(
        "一单一条评价，算在写的那天、货物的产地；被隐藏的也在内，有标明。",
        "One row an order's review, on the day it was written; hidden ones are marked.",
    ),
    by="month",
    person="buyer",
    own=(
        number("stars", "几颗星（1–5）", "stars, 1 to 5"),
        yes("is_hidden", "被隐藏（理由公开）", "is hidden, with a public reason"),
        yes("is_answered", "生产者答复过", "its producer answered"),
        ORDER,
        SALE,
        PRODUCT,
        GOOD,
        PRODUCER,
    ),
    watches=(
        Watch(
            "care_review",
            "select (at at time zone 'Asia/Shanghai')::date from changed",
            only=("stars", "hidden_at", "shown_again_at", "answered_at", "place_code"),
            reads=("at",),
        ),
        Watch(
            "goods_product",
            "select (r.at at time zone 'Asia/Shanghai')::date"
            " from changed c join care_review r on r.product_id = c.id",
            only=("name", "producer_id"),
        ),
    ),
)

RECALL = Kind(
    name="recall",
    title=Told("召回", "recalls"),
    told=Told(
        "召回的一批货一行，算在召回那天、货物的产地。",
        "One row a batch that was taken back, on that day, where it comes from.",
    ),
    by="year",
    own=(
        number("batch", "批次", "batch"),
        PRODUCT,
        GOOD,
        PRODUCER,
        text("reason", "召回原因", "reason of the recall"),
        number("grams", "这一批有多少", "how much the batch is", GRAMS),
    ),
    watches=(
        Watch(
            "goods_batch",
            "select (recalled_at at time zone 'Asia/Shanghai')::date from changed",
            only=("recalled_at", "recall_reason", "quantity_g"),
        ),
        Watch(
            "goods_product",
            "select (b.recalled_at at time zone 'Asia/Shanghai')::date"
            " from changed c join goods_batch b on b.product_id = c.id",
            only=_OF_PRODUCT,
        ),
    ),
)

INSPECTION = Kind(
    name="inspection",
    title=Told("检测", "tests of batches"),
    told=Told(
        "一次检测一行，算在检测那天、货物的产地。",
        "One row a test of a batch, on the day of the test, where the batch comes from.",
    ),
    by="year",
    recorded=False,
    own=(
        number("batch", "批次", "batch"),
        PRODUCT,
        GOOD,
        PRODUCER,
        text("by_whom", "own 自检，laboratory 送检", "own, or laboratory"),
        yes("passed", "合格", "passed"),
    ),
    watches=(
        Watch("goods_inspection", "select tested_on from changed"),
        Watch(
            "goods_product",
            "select t.tested_on from changed c join goods_batch b on b.product_id = c.id"
            " join goods_inspection t on t.batch_id = b.id",
            only=_OF_PRODUCT,
        ),
    ),
)

KINDS = (PARCEL, COMPLAINT, REVIEW, RECALL, INSPECTION)
