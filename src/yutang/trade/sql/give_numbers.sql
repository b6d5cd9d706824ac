-- Keep new tickets; their lots are locked by now. Their ids follow their arrival, as a draw puts who
-- comes after it in that order; their rows come sorted by (buyer, key), so that two gates with the
-- same keys wait for each other in one order. A key that another gate kept meanwhile (for another
-- lot) is left out; its number is not given again.
with entry as (
    select *, nextval(pg_get_serial_sequence('trade_ticket', 'id')) as id
    from unnest(
        %(buyers)s::bigint[], %(keys)s::uuid[], %(lots)s::bigint[], %(quantities)s::int[],
        %(sales)s::bigint[], %(coupons)s::text[], %(numbers)s::int[]
    ) as t (buyer_id, key, lot_id, quantity, sale_id, coupon, number)
), counted as (
    update trade_lot l
    set numbered = given.number
    from (select lot_id, max(number) as number from entry group by lot_id) given
    where l.id = given.lot_id and given.number is not null
)
insert into trade_ticket (
    id, lot_id, buyer_id, key, quantity, sale_id, coupon, number, entered_at, state, answer
)
select entry.id, entry.lot_id, entry.buyer_id, entry.key, entry.quantity, entry.sale_id,
    entry.coupon, entry.number, greatest(%(now)s, l.drawn_at), 'waiting', ''
from entry join trade_lot l on l.id = entry.lot_id
order by entry.buyer_id, entry.key
on conflict do nothing
returning id, buyer_id, key
