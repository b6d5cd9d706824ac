-- Bring the due waves of these open lots on sale; the lots are locked by now. A wave is released
-- once, by its own row. Answers the lots that changed.
with released as (
    update trade_wave w
    set released_at = %(now)s
    from trade_lot l
    where l.id = w.lot_id and l.state = 'open' and l.id = any(%(lots)s)
        and w.at <= %(now)s and w.released_at is null
    returning w.lot_id, w.units
), units as (
    select lot_id, sum(units)::int as units from released group by lot_id
), diary as (
    insert into trade_lotchange (lot_id, at, kind, units)
    select lot_id, %(now)s, 'stocked', units from released
)
update trade_lot l
set stocked = l.stocked + units.units,
    available = l.available + units.units,
    sold_out_at = null
from units where l.id = units.lot_id
returning l.id, l.available, l.stocked, l.state, l.sold_out_at
