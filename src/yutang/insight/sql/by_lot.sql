-- Every lot of the lineup, and any other lot that was ordered in this sale.
with facts_orders as materialized (
    {facts_orders}
),
ordered as (
    select
        lot_id,
        count(*) as orders,
        coalesce(sum(quantity) filter (where paid_fen > refunded_fen), 0)::bigint as units,
        sum(amount_fen)::bigint as gmv_fen,
        sum(net_fen)::bigint as net_fen
    from facts_orders
    group by lot_id
)
select
    lot.id as lot_id,
    product.name as good,
    product.name_en as good_en,
    producer.id as producer_id,
    producer.name as producer,
    left(product.origin_code, 6) as county_code,
    lot.price_fen,
    lot.stocked,
    lot.available,
    lot.state,
    lot.sold_out_at,
    coalesce(ordered.orders, 0) as orders,
    coalesce(ordered.units, 0) as units,
    coalesce(ordered.gmv_fen, 0) as gmv_fen,
    coalesce(ordered.net_fen, 0) as net_fen
from trade_lot lot
join goods_product product on product.id = lot.product_id
join goods_producer producer on producer.id = product.producer_id
left join live_lineupitem item on item.lot_id = lot.id and item.sale_id = %(sale)s
left join ordered on ordered.lot_id = lot.id
where item.id is not null or ordered.lot_id is not null
order by item.position nulls last, lot.id
