-- Which lots these caps count, and what is taken of them; of parcels, those of this day.
select l.cap_id, l.lot_id, coalesce(k.taken, 0)
from trade_caplot l
join trade_cap c on c.id = l.cap_id
left join trade_capcount k on k.cap_id = c.id and k.day = trade_cap_day(c.kind, %(now)s)
where l.cap_id = any(%(caps)s)
