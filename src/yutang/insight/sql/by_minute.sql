-- Orders of each whole minute while the sale was on.
with facts_orders as materialized (
    {facts_orders}
)
select
    date_trunc('minute', placed_at) as at,
    count(*) as orders,
    sum(net_fen)::bigint as net_fen
from facts_orders
where period = 'live'
group by 1
