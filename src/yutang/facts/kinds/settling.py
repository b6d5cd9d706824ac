"""Facts of who got what of a price."""

from yutang.facts.kinds.shape import Kind, Watch
from yutang.facts.kinds.words import GOOD, ORDER, POOR, PRODUCT, SALE, fen, text, yes
from yutang.kernel.told import Told

SETTLEMENT_PART = Kind(
    name="settlement_part",
    title=Told("分账", "settled shares"),
    told=Told(
        "一单分给一方的钱一行；退款扣回的另有一行，金额为负。算在入账那天、货物的产地。",
        "One row a part of an order's money; what a refund took back is a row below zero.",
    ),
    by="day",
    person="person",
    own=(
        ORDER,
        SALE,
        PRODUCT,
        GOOD,
        text(
            "part",
            "哪一份：farmer 农户、packing 包装、freight 运费、host 主播、"
            "agency 机构、service 服务费、tax 税、fund 公益金",
            "farmer, packing, freight, host, agency, service, tax or fund",
        ),
        text(
            "payee_kind",
            "给谁：household、coop、firm、person、member、organisation",
            "to whom: household, coop, firm, person, member, organisation",
        ),
        POOR,
        yes("is_back", "退款扣回", "was taken back by a refund"),
        fen("amount_fen", "金额；扣回的为负", "amount; below zero where taken back"),
    ),
    watches=(
        Watch("shares_share", "select (at at time zone 'Asia/Shanghai')::date from changed"),
        Watch(
            "goods_product",
            "select distinct (s.at at time zone 'Asia/Shanghai')::date from changed c"
            " join trade_lot l on l.product_id = c.id join trade_order o on o.lot_id = l.id"
            " join shares_share s on s.order_id = o.id",
            only=("name", "origin_code"),
        ),
        Watch(
            "roster_member",
            "select distinct (s.at at time zone 'Asia/Shanghai')::date from changed c"
            " join shares_payee y on y.member_id = c.id or y.person_id = c.account_id"
            " or y.producer_id in (select id from goods_producer where person_id = c.account_id)"
            " join shares_share s on s.payee_id = y.id",
            only=("merged_into_id", "poverty_mark", "poverty_until", "account_id"),
        ),
    ),
)

KINDS = (SETTLEMENT_PART,)
