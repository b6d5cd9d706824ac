-- Units of a batch that are sold, held, or on offer: of an open lot all that nobody withdrew, and
-- its waves to come; of a closed one what buyers have. Rehearsed lots take nothing.
select coalesce(sum(
    case when l.state = 'open' then l.stocked - l.withdrawn + coalesce(w.units, 0)
        else l.held + l.sold end
), 0)::bigint as units
from trade_lot l
left join (
    select lot_id, sum(units) as units from trade_wave where released_at is null group by lot_id
) w on w.lot_id = l.id
where l.batch_id = %(batch)s and not l.is_rehearsal
