-- Lock the open lots that have waves due, in the order of their ids.
select id
from trade_lot
where state = 'open'
    and id in (select lot_id from trade_wave where at <= %(now)s and released_at is null)
order by id
for update
