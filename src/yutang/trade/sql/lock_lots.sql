-- Lock the lots of a haul in the order of their ids, so that no two hauls wait for each other.
-- What may be decided is read after this statement returned, never inside it.
select id, available, buyer_limit, hold_s, state = 'open', price_fen, opens_at, closes_at,
    by_coupon, by_ticket
from trade_lot
where id = any(%(lots)s)
order by id
for update
