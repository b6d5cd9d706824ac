-- No batch gives more than it has: grams sold or on offer, where units have a weight, and grams
-- that went into other batches.
-- counts: goods_batch
with waves as (
    select lot_id, sum(units) as units from trade_wave where released_at is null group by lot_id
), offered as (
    select l.batch_id, sum(
        case when l.state = 'open' then l.stocked - l.withdrawn + coalesce(w.units, 0)
            else l.held + l.sold end
    ) as units
    from trade_lot l
    left join waves w on w.lot_id = l.id
    where l.batch_id is not null and not l.is_rehearsal
    group by l.batch_id
), passed as (
    select source_id as batch_id, sum(grams) as grams from goods_batchflow group by source_id
)
select b.id as batch, b.quantity_g,
    coalesce(offered.units, 0) * coalesce(p.net_weight_g, 0) as offered_g,
    coalesce(passed.grams, 0) as passed_g
from goods_batch b
join goods_product p on p.id = b.product_id
left join offered on offered.batch_id = b.id
left join passed on passed.batch_id = b.id
where coalesce(offered.units, 0) * coalesce(p.net_weight_g, 0) + coalesce(passed.grams, 0)
    > b.quantity_g
