-- Tickets as they stand, with the order of those that were called.
select t.id, t.lot_id, t.key, t.quantity, t.number, t.state, t.entered_at, t.order_id,
    o.expires_at, t.answer, l.called
from trade_ticket t
join trade_lot l on l.id = t.lot_id
left join trade_order o on o.id = t.order_id
where t.id = any(%(tickets)s::bigint[])
