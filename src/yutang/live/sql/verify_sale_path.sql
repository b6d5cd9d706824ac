-- A sale's recorded moves go along its arrows from planned to the state it is in, with its times.
-- counts: live_statechange
with moves as (
    select
        sale_id,
        from_state,
        to_state,
        lag(to_state, 1, 'planned') over (partition by sale_id order by id) as before,
        row_number() over (partition by sale_id order by id desc) = 1 as is_last
    from live_statechange
)
select sale.id as sale, sale.state, coalesce(moves.to_state, 'planned') as recorded, '' as move
from live_sale sale
left join moves on moves.sale_id = sale.id and moves.is_last
where sale.state <> coalesce(moves.to_state, 'planned')
    -- A sale that was called off before it began was never live.
    or (sale.live_at is null) = exists (
        select from live_statechange went where went.sale_id = sale.id and went.to_state = 'live'
    )
    or (sale.ended_at is null) = (sale.state in ('ended', 'replay'))
    or sale.ended_at < sale.live_at
union all
select sale_id, '', before, from_state || ' → ' || to_state
from moves
where from_state <> before
    or (from_state, to_state) not in (
        ('planned', 'live'), ('planned', 'ended'), ('live', 'paused'), ('paused', 'live'),
        ('live', 'ended'), ('paused', 'ended'), ('ended', 'replay')
    )
