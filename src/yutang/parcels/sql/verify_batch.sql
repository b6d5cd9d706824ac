-- The batch in a parcel is one of the product that was ordered.
-- counts: parcels_parcel
select p.id, p.batch_id, l.product_id
from parcels_parcel p
join trade_order o on o.id = p.order_id
join trade_lot l on l.id = o.lot_id
where p.batch_id is not null
    and not exists (
        select 1 from goods_batch b where b.id = p.batch_id and b.product_id = l.product_id
    )
