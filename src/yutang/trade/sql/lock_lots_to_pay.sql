-- Lock the lots of the orders to be paid, in the order of their ids, as intake and expiry do.
select id
from trade_lot
where id in (select lot_id from trade_order where id = any(%(orders)s::uuid[]))
order by id
for update
