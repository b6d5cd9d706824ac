-- End these buyers' waiting for these lots; the lots are locked by now.
update trade_ticket t
set state = 'left'
from unnest(%(lots)s::bigint[], %(buyers)s::bigint[]) as gone (lot_id, buyer_id)
where t.lot_id = gone.lot_id and t.buyer_id = gone.buyer_id and t.state = 'waiting'
returning t.lot_id, t.buyer_id
