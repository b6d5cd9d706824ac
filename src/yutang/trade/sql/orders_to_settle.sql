-- What has to be known of these orders to share their money: those that arrived, rehearsals apart.
select o.id, o.lot_id, l.product_id, o.quantity, o.placed_at
from trade_order o
join trade_lot l on l.id = o.lot_id
where o.id = any(%(orders)s::uuid[]) and o.state in ('received', 'closed') and not l.is_rehearsal
