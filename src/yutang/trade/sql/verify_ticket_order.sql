-- A called ticket has the order with its buyer and its key.
-- counts: trade_ticket
select t.id as ticket, t.lot_id as lot, t.order_id as "order"
from trade_ticket t
left join trade_order o on o.id = t.order_id and o.buyer_id = t.buyer_id and o.key = t.key
where t.state = 'called' and o.id is null
