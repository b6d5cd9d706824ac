-- A wave is released when its time has come, and is in the lot's diary once.
-- counts: trade_wave
with released as (
    select lot_id, released_at as at, count(*) as waves, sum(units) as units
    from trade_wave
    where released_at is not null
    group by 1, 2
)
select r.lot_id as lot, r.at, r.waves, r.units, count(c.id) as noted,
    coalesce(sum(c.units), 0) as units_noted
from released r
left join trade_lotchange c
    on c.lot_id = r.lot_id and c.at = r.at and c.kind = 'stocked' and c.by_id is null
group by 1, 2, 3, 4
having count(c.id) <> r.waves or coalesce(sum(c.units), 0) <> r.units
union all
select w.lot_id, w.released_at, 1, w.units, 0, 0
from trade_wave w
where w.released_at is not null and (w.at is null or w.released_at < w.at)
