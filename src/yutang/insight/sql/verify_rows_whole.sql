-- No order is missing from the rows behind a sale's figures, and none stands there twice.
-- counts: trade_order
with plain as (
    select sale_id, count(*) as orders, sum(amount_fen) as amount_fen
    from trade_order
    where sale_id is not null
    group by sale_id
),
behind as (
    select o.sale_id, count(*) as orders, sum(o.amount_fen) as amount_fen
    from live_sale sale
    join trade_order o on o.sale_id = sale.id
    join people_person buyer on buyer.id = o.buyer_id
    join trade_lot lot on lot.id = o.lot_id
    join goods_product product on product.id = lot.product_id
    join goods_producer producer on producer.id = product.producer_id
    left join money_payment payment on payment.order_id = o.id
    group by o.sale_id
)
select plain.sale_id as sale, plain.orders, behind.orders as orders_in_rows,
    plain.amount_fen, behind.amount_fen as amount_in_rows
from plain
left join behind on behind.sale_id = plain.sale_id
where (plain.orders, plain.amount_fen) is distinct from (behind.orders, behind.amount_fen)
