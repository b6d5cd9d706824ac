-- The money for these orders is there: those still held in time are paid and their units sold.
-- Their lots are locked by now. Answers one row an order that exists: whether it was paid here,
-- the state it is in, and its amount.
with due as (
    select id
    from trade_order
    where id = any(%(orders)s::uuid[]) and state = 'held' and expires_at > %(now)s
    order by id
    for update
), paid as (
    update trade_order o set state = 'paid' from due where o.id = due.id
    returning o.id, o.lot_id, o.quantity
), units as (
    select lot_id, sum(quantity)::int as units from paid group by lot_id
), moved as (
    update trade_lot l set held = l.held - units.units, sold = l.sold + units.units
    from units where l.id = units.lot_id
)
select o.id, paid.id is not null, o.state, o.amount_fen
from trade_order o
left join paid on paid.id = o.id
where o.id = any(%(orders)s::uuid[])
