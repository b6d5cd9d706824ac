-- Orders placed in a sale: how many after `counted_to` up to `settled_to` (they are all committed
-- by now and need not be counted again), and how many since. Reads only the new part of the index.
select
    count(*) filter (where placed_at <= %(settled_to)s)::int,
    count(*) filter (where placed_at > %(settled_to)s)::int
from trade_order
where sale_id = %(sale)s and placed_at > %(counted_to)s
