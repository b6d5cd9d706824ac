-- Orders placed in a sale: how many after `counted_to` up to `settled_to` (they are all there by
-- now and need not be counted again), after `settled_to`, and in the last minute. Reads only the
-- part of the index that is new.
select
    count(*) filter (where placed_at <= %(settled_to)s)::int,
    count(*) filter (where placed_at > %(settled_to)s)::int,
    count(*) filter (where placed_at > %(minute_ago)s)::int
from trade_order
where sale_id = %(sale)s and placed_at > %(counted_to)s
