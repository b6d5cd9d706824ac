-- The units that results count as sold are the units that lots say were sold. (What was sent and
-- then refunded whole is sold to its lot; results count neither its units nor its money.)
-- counts: trade_lot
with kept as (
    select o.lot_id, sum(o.quantity) as units
    from trade_order o
    join money_payment payment on payment.order_id = o.id
    where payment.state in ('paid', 'due')
        or (payment.state = 'refunded' and o.state in ('paid', 'shipped', 'received', 'closed'))
    group by o.lot_id
)
select lot.id as lot, lot.sold, coalesce(kept.units, 0) as units_counted
from trade_lot lot
left join kept on kept.lot_id = lot.id
where lot.sold <> coalesce(kept.units, 0)
