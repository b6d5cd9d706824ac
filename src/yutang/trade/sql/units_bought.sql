-- Units these buyers already have of these lots: asked only where a lot limits its buyers.
select wish.buyer_id, wish.lot_id, sum(o.quantity)::int
from unnest(%(buyers)s::bigint[], %(lots)s::bigint[]) as wish (buyer_id, lot_id)
join trade_order o on o.lot_id = wish.lot_id and o.buyer_id = wish.buyer_id
where o.state not in ('cancelled', 'expired')
group by wish.buyer_id, wish.lot_id
