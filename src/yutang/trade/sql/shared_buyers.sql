-- How many people bought in both groups of each pair.
with good (product_id, grp) as (
    select * from unnest(%(products)s::bigint[], %(groups)s::text[])
), bought as materialized (
    select distinct good.grp, o.buyer_id
    from good
    join trade_lot l on l.product_id = good.product_id and not l.is_rehearsal
    join trade_order o on o.lot_id = l.id
    where o.state in ('paid', 'confirmed', 'shipped', 'received', 'closed')
        and o.placed_at >= %(first)s::date::timestamp at time zone 'Asia/Shanghai'
        and o.placed_at < (%(last)s::date + 1)::timestamp at time zone 'Asia/Shanghai'
)
select pair.one, pair.other, count(*)::int as buyers
from unnest(%(ones)s::text[], %(others)s::text[]) pair (one, other)
join bought x on x.grp = pair.one
join bought y on y.grp = pair.other and y.buyer_id = x.buyer_id
group by 1, 2
