-- No household has more living units than the lot allows it, where one of its orders is younger
-- than the lot's terms (what was ordered on other terms stays).
-- counts: trade_order
with terms as (
    select l.id as lot_id, l.household_limit, max(c.at) filter (where c.kind = 'terms') as set_at
    from trade_lot l
    left join trade_lotchange c on c.lot_id = l.id
    where l.household_limit is not null
    group by l.id
)
select t.lot_id as lot, encode(o.household, 'hex') as household, t.household_limit,
    sum(o.quantity) as units
from terms t
join trade_order o on o.lot_id = t.lot_id and o.household is not null
where o.state not in ('cancelled', 'expired')
group by t.lot_id, t.household_limit, o.household
having sum(o.quantity) > t.household_limit
    and bool_or(t.set_at is null or o.placed_at > t.set_at)
