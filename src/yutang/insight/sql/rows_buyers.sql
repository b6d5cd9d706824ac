-- One row an account that has at least one paid order.
select
    buyer_id,
    min(placed_at) as placed_at,
    count(*) as orders,
    sum(quantity)::bigint as quantity,
    sum(net_fen)::bigint as net_fen
from {facts}
where paid_fen > 0
group by buyer_id
