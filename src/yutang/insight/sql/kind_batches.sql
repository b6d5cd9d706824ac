-- One row a batch of which parcels left in the window, with when the first one did.
select batch.id, batch.number, batch.code, batch.confirmed_at, batch.confirm_reason,
    product.name as good, product.name_en as good_en, product.class_code, product.processing,
    min(parcel.sent_at) as first_sent_at
from goods_product product
join goods_batch batch on batch.product_id = product.id
join parcels_parcel parcel on parcel.batch_id = batch.id
where product.producer_id = %(producer)s::bigint and parcel.sent_at >= %(since)s::timestamptz
group by batch.id, product.id
