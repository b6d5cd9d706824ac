-- Of these lots: whether somebody waits for units, and when the next wave comes. Lots with neither
-- are left out.
select
    l.id,
    exists (select 1 from trade_ticket t where t.lot_id = l.id and t.state = 'waiting'),
    (select min(w.at) from trade_wave w where w.lot_id = l.id and w.released_at is null)
from unnest(%(lots)s::bigint[]) as l (id)
where exists (select 1 from trade_ticket t where t.lot_id = l.id and t.state = 'waiting')
    or exists (select 1 from trade_wave w where w.lot_id = l.id and w.released_at is null)
