-- Lock the lots for which somebody takes a number, in the order of their ids.
select id, available, state = 'open' and coalesce(closes_at > %(now)s, true), by_ticket, drawn_at,
    numbered, by_coupon
from trade_lot
where id = any(%(lots)s)
order by id
for update
