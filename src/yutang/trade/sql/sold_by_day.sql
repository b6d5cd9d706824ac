-- What stands of a product's orders, a Shanghai day a row, less what went back (given as arrays).
select l.product_id,
    (o.placed_at at time zone 'Asia/Shanghai')::date as day,
    count(*)::int as orders,
    sum(o.quantity)::bigint as units,
    sum(greatest(o.amount_fen - coalesce(b.fen, 0), 0))::bigint as net_fen
from trade_order o
join trade_lot l on l.id = o.lot_id and not l.is_rehearsal
left join unnest(%(orders)s::uuid[], %(fen)s::bigint[]) b (id, fen) on b.id = o.id
where o.state in ('paid', 'confirmed', 'shipped', 'received', 'closed')
    and (%(products)s::bigint[] is null or l.product_id = any(%(products)s::bigint[]))
group by 1, 2
order by 1, 2
