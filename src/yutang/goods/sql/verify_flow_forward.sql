-- A batch goes into later batches only, so that nothing is made of itself.
-- counts: goods_batchflow
select id as flow, source_id as source, target_id as target
from goods_batchflow
where source_id >= target_id
