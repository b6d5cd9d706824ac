-- Tickets that exist already: of these keys, and those with which these buyers wait for these lots.
select t.id, t.buyer_id, t.key, t.lot_id, t.state
from unnest(%(buyers)s::bigint[], %(keys)s::uuid[]) as entry (buyer_id, key)
join trade_ticket t on t.buyer_id = entry.buyer_id and t.key = entry.key
union
select t.id, t.buyer_id, t.key, t.lot_id, t.state
from unnest(%(buyers)s::bigint[], %(lots)s::bigint[]) as entry (buyer_id, lot_id)
join trade_ticket t on t.buyer_id = entry.buyer_id and t.lot_id = entry.lot_id
    and t.state = 'waiting'
