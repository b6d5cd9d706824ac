-- Sales of days equal the orders they were counted from, wherever nothing changed since the count.
-- counts: specialities_daysales
with counted as (
    select max(began_at) as at from specialities_counting
), now_sold as (
    select l.product_id, (o.placed_at at time zone 'Asia/Shanghai')::date as day,
        count(*) as orders, sum(o.quantity) as units,
        sum(greatest(o.amount_fen - coalesce(p.refunded_fen, 0), 0)) as net_fen
    from trade_order o
    join trade_lot l on l.id = o.lot_id and not l.is_rehearsal
    left join money_payment p on p.order_id = o.id and p.state = 'paid'
    where o.state in ('paid', 'confirmed', 'shipped', 'received', 'closed')
    group by 1, 2
), changed as (
    select order_id from trade_orderchange, counted where trade_orderchange.at >= counted.at
    union
    select order_id from money_refund, counted where asked_at >= counted.at
), moved as (
    select distinct l.product_id, (o.placed_at at time zone 'Asia/Shanghai')::date as day
    from changed
    join trade_order o on o.id = changed.order_id
    join trade_lot l on l.id = o.lot_id
)
select product_id, day, s.orders as counted, n.orders as ordered, s.net_fen, n.net_fen as net_now
from specialities_daysales s
full join now_sold n using (product_id, day)
where exists (select from counted where at is not null)
    and (s.orders, s.units, s.net_fen) is distinct from (n.orders, n.units, n.net_fen)
    and not exists (
        select from moved where moved.product_id = coalesce(s.product_id, n.product_id)
            and moved.day = coalesce(s.day, n.day)
    )
