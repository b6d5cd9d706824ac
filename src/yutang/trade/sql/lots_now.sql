-- The stock of these lots.
select id, available, stocked, state, extract(epoch from sold_out_at)::float8, price_fen
from trade_lot
where id = any(%(lots)s::bigint[])
