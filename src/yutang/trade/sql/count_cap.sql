-- What living orders take of a cap, by day; its lots are locked by now, so none is on its way.
select
    trade_cap_day(c.kind, o.placed_at),
    sum(case c.kind when 'fen' then o.amount_fen else 1 end)::bigint
from trade_cap c
join trade_caplot l on l.cap_id = c.id
join trade_order o on o.lot_id = l.lot_id
where c.id = %(cap)s and o.state not in ('cancelled', 'expired')
group by 1
