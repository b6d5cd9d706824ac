-- A coupon is used no more often than it is good for, and for its own lot.
-- counts: trade_coupon
select c.id as coupon, c.lot_id as lot, c.uses_most,
    count(*) filter (where o.state not in ('cancelled', 'expired')) as used,
    count(*) filter (where o.lot_id <> c.lot_id) as elsewhere
from trade_coupon c
join trade_order o on o.coupon_id = c.id
group by c.id
having count(*) filter (where o.state not in ('cancelled', 'expired')) > c.uses_most
    or count(*) filter (where o.lot_id <> c.lot_id) > 0
