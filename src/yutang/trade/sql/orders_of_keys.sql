-- Orders that already exist for these (buyer, key) pairs.
select o.buyer_id, o.key, o.id, o.state, o.expires_at
from unnest(%(buyers)s::bigint[], %(keys)s::uuid[]) as wish (buyer_id, key)
join trade_order o on o.buyer_id = wish.buyer_id and o.key = wish.key
