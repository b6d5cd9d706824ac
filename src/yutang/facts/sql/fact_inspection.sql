-- One row a test of a batch on these days.
select
    test.id::text as key,
    test.tested_on as "on",
    test.recorded_at as at,
    product.origin_code as place,
    null::bigint as person,
    '/trace/' || batch.code || '/' as evidence,
    batch.id as batch,
    product.id as product,
    product.name as good,
    product.producer_id as producer,
    test.kind as by_whom,
    test.passed,
    producer.is_demo
from goods_inspection test
join goods_batch batch on batch.id = test.batch_id
join goods_product product on product.id = batch.product_id
join goods_producer producer on producer.id = product.producer_id
where test.tested_on >= %(since)s and test.tested_on < %(until)s
