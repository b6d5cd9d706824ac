-- No parcel that left is missing from the rows behind its shop's mark, and none stands there twice.
-- counts: parcels_parcel
with behind as (
    select parcel.id, count(*) as rows
    from goods_producer producer
    join goods_product product on product.producer_id = producer.id
    join trade_lot lot on lot.product_id = product.id
    join trade_order o on o.lot_id = lot.id
    join trade_orderchange bought
        on bought.order_id = o.id and bought.to_state in ('paid', 'confirmed')
    join parcels_parcel parcel on parcel.order_id = o.id
    group by parcel.id
)
select parcel.id as parcel, parcel.order_id as "order", coalesce(behind.rows, 0) as rows
from parcels_parcel parcel
left join behind on behind.id = parcel.id
where parcel.sent_at is not null and behind.rows is distinct from 1
