-- An order's recorded moves go along the arrows from held to the state it is in.
-- counts: trade_orderchange
with moves as (
    select
        order_id,
        from_state,
        to_state,
        lag(to_state, 1, 'held') over (partition by order_id order by id) as before,
        row_number() over (partition by order_id order by id desc) = 1 as is_last
    from trade_orderchange
)
select o.id as "order", o.state, coalesce(moves.to_state, 'held') as recorded, '' as move
from trade_order o
left join moves on moves.order_id = o.id and moves.is_last
where o.state <> coalesce(moves.to_state, 'held')
union all
select order_id, '', before, from_state || ' → ' || to_state
from moves
where from_state <> before
    or (from_state, to_state) not in (
        ('held', 'paid'), ('held', 'confirmed'), ('held', 'cancelled'), ('held', 'expired'),
        ('paid', 'shipped'), ('paid', 'cancelled'),
        ('confirmed', 'shipped'), ('confirmed', 'cancelled'),
        ('shipped', 'received'), ('received', 'closed')
    )
