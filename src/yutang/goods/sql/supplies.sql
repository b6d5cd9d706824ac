-- Whose batches went into a product of another producer, each supplier and product once.
select distinct giver.id, giver.village_code, made.origin_code, made.class_code
from goods_batchflow f
join goods_batch s on s.id = f.source_id
join goods_product given on given.id = s.product_id
join goods_producer giver on giver.id = given.producer_id
join goods_batch t on t.id = f.target_id
join goods_product made on made.id = t.product_id
where made.producer_id <> giver.id
