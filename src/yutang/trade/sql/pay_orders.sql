-- The money for these orders is there: those still held in time are paid and their units sold.
-- Their lots are locked by now. Answers one row an order that exists: whether it was paid here,
-- the state it is in, and its amount.
-- (Both halves see the snapshot of the statement: what is held there in time is paid here. A join of
-- the two would compare each with each, for intake's connections know no hash joins.)
with due as (
    select id
    from trade_order
    where id = any(%(orders)s::uuid[]) and state = 'held' and expires_at > %(now)s
    order by id
    for update
), paid as (
    update trade_order o set state = 'paid' from due where o.id = due.id
    returning o.id, o.lot_id, o.quantity, o.amount_fen
), units as (
    select lot_id, sum(quantity)::int as units from paid group by lot_id
), moved as (
    update trade_lot l set held = l.held - units.units, sold = l.sold + units.units
    from units where l.id = units.lot_id
)
select id, true, 'paid', amount_fen from paid
union all
select id, false, state, amount_fen
from trade_order
where id = any(%(orders)s::uuid[]) and (state <> 'held' or expires_at <= %(now)s)
