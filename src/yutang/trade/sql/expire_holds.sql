-- End the holds past their time and give their units back. Their lots are locked by now.
-- An order that somebody else is touching waits for the next second.
with due as (
    select id
    from trade_order
    where state = 'held' and expires_at <= %(now)s and lot_id = any(%(lots)s)
    order by expires_at
    limit %(most)s
    for update skip locked
), ended as (
    update trade_order o set state = 'expired' from due where o.id = due.id
    returning o.lot_id, o.quantity, o.sale_id
), units as (
    select lot_id, sum(quantity)::int as units from ended group by lot_id
), moved as (
    update trade_lot l
    set available = l.available + units.units, held = l.held - units.units, sold_out_at = null
    from units where l.id = units.lot_id
)
select sale_id, count(*)::int from ended group by sale_id
