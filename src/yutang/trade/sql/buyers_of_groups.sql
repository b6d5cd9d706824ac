-- Who bought in each group: one row a group, its buyers once each, in order.
with good (product_id, grp) as (
    select * from unnest(%(products)s::bigint[], %(groups)s::text[])
)
select good.grp, array_agg(distinct o.buyer_id order by o.buyer_id) as buyers
from good
join trade_lot l on l.product_id = good.product_id and not l.is_rehearsal
join trade_order o on o.lot_id = l.id
where o.state in ('paid', 'confirmed', 'shipped', 'received', 'closed')
    and o.placed_at >= %(first)s::date::timestamp at time zone 'Asia/Shanghai'
    and o.placed_at < (%(last)s::date + 1)::timestamp at time zone 'Asia/Shanghai'
group by good.grp
