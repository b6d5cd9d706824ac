-- The coupons of these codes that have not ended, and for how many more orders they are good.
select c.lot_id, c.code, c.id, c.uses_most - (
    select count(*)::int
    from trade_order o
    where o.coupon_id = c.id and o.state not in ('cancelled', 'expired')
)
from unnest(%(lots)s::bigint[], %(codes)s::text[]) as named (lot_id, code)
join trade_coupon c on c.lot_id = named.lot_id and c.code = named.code
where c.ended_at is null
