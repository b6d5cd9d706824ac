-- A batch made of others is no more than went into it, and no batch passes on more than it has.
-- counts: goods_batchflow
with passed as (
    select source_id as id, sum(grams) as grams from goods_batchflow group by source_id
), received as (
    select target_id as id, sum(grams) as grams from goods_batchflow group by target_id
)
select b.id as batch, b.quantity_g, passed.grams as passed_g, received.grams as received_g
from goods_batch b
left join passed on passed.id = b.id
left join received on received.id = b.id
where passed.grams > b.quantity_g or b.quantity_g > received.grams
