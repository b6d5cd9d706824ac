-- Add to what the parts of these lots got so far. In one order, so that two settlers queue up.
insert into shares_lotshare as so_far (lot_id, kind, planned_fen, settled_fen)
select given.lot_id, given.kind, given.planned_fen, given.settled_fen
from unnest(
    %(lots)s::bigint[], %(kinds)s::text[], %(planned)s::bigint[], %(settled)s::bigint[]
) as given (lot_id, kind, planned_fen, settled_fen)
order by given.lot_id, given.kind
on conflict (lot_id, kind) do update
set planned_fen = so_far.planned_fen + excluded.planned_fen,
    settled_fen = so_far.settled_fen + excluded.settled_fen
returning lot_id
