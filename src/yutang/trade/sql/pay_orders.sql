-- The money for these orders is there: those still held in time are paid and their units sold.
-- Their lots are locked by now. Answers one row an order that exists: whether it was paid here,
-- the state it is in, and its amount.
-- (What is asked for is found by its ids alone, and only then looked at: beside a hundred thousand
-- holds the planner would else begin with all of them.)
with asked as materialized (
    select id, state, expires_at, amount_fen
    from trade_order
    where id = any(%(orders)s::uuid[])
    order by id
    for update
), paid as (
    update trade_order o
    set state = 'paid'
    from asked
    where o.id = asked.id and asked.state = 'held' and asked.expires_at > %(now)s
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
from asked
where state <> 'held' or expires_at <= %(now)s
