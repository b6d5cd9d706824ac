-- Keep the orders of a haul and move their units from available to held, in one statement.
-- Rows come sorted by (buyer, key): two hauls that share keys wait for each other in one order.
-- A key that another haul kept meanwhile (for another lot) is left out, and so are its units.
-- Answers one row a lot that changed, with how many orders were kept for it.
with wish as (
    select *
    from unnest(
        %(ids)s::uuid[], %(buyers)s::bigint[], %(keys)s::uuid[], %(lots)s::bigint[],
        %(quantities)s::int[], %(sales)s::bigint[], %(pins)s::bigint[], %(coupons)s::bigint[]
    ) as t (id, buyer_id, key, lot_id, quantity, sale_id, pin_id, coupon_id)
), kept as (
    insert into trade_order (
        id, buyer_id, key, lot_id, quantity, price_fen, amount_fen, state, placed_at, expires_at,
        sale_id, pin_id, region_code, tracking, coupon_id
    )
    select wish.id, wish.buyer_id, wish.key, wish.lot_id, wish.quantity, l.price_fen,
        wish.quantity::bigint * l.price_fen, 'held', %(now)s,
        %(now)s + make_interval(secs => l.hold_s), wish.sale_id, wish.pin_id, '', '',
        wish.coupon_id
    from wish join trade_lot l on l.id = wish.lot_id
    order by wish.buyer_id, wish.key
    on conflict (buyer_id, key) do nothing
    returning lot_id, quantity, sale_id
), units as (
    select lot_id, sum(quantity)::int as units, count(*)::int as orders from kept group by lot_id
), moved as (
    update trade_lot l
    set available = l.available - units.units,
        held = l.held + units.units,
        sold_out_at = case when l.available = units.units then %(now)s else l.sold_out_at end
    from units where l.id = units.lot_id
    returning l.id, l.available, l.stocked, l.state, l.sold_out_at, units.orders
), diary as (
    insert into trade_lotchange (lot_id, at, kind, units)
    select id, %(now)s, 'sold_out', 0 from moved where available = 0
)
select id, available, stocked, state, sold_out_at, orders from moved
