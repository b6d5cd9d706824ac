-- Lock the lots that have holds past their time, in the order of their ids.
-- Whoever changes a hold locks its lot first and the order second; so payment and expiry queue up.
select id
from trade_lot
where id in (select lot_id from trade_order where state = 'held' and expires_at <= %(now)s)
order by id
for update
