-- One row a batch that was recalled on these days.
select
    batch.id::text as key,
    (batch.recalled_at at time zone 'Asia/Shanghai')::date as "on",
    batch.recalled_at as at,
    product.origin_code as place,
    null::bigint as person,
    '/trace/' || batch.code || '/' as evidence,
    batch.id as batch,
    product.id as product,
    product.name as good,
    product.producer_id as producer,
    batch.recall_reason as reason,
    batch.quantity_g as grams,
    producer.is_demo
from goods_batch batch
join goods_product product on product.id = batch.product_id
join goods_producer producer on producer.id = product.producer_id
where batch.recalled_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and batch.recalled_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
