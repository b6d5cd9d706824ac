-- What a cap counts is what its living orders take of it, by the day of placing.
-- counts: trade_capcount
with taken as (
    select c.id as cap_id, trade_cap_day(c.kind, o.placed_at) as day,
        sum(case c.kind when 'fen' then o.amount_fen else 1 end) as taken
    from trade_cap c
    join trade_caplot l on l.cap_id = c.id
    join trade_order o on o.lot_id = l.lot_id
    where o.state not in ('cancelled', 'expired')
    group by 1, 2
)
select coalesce(k.cap_id, taken.cap_id) as cap, coalesce(k.day, taken.day) as day,
    coalesce(k.taken, 0) as counted, coalesce(taken.taken, 0) as taken
from trade_capcount k
full join taken on taken.cap_id = k.cap_id and taken.day = k.day
where coalesce(k.taken, 0) <> coalesce(taken.taken, 0)
