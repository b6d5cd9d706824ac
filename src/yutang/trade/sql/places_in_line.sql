-- Of these tickets, the waiting ones with a number: how many tickets and units wait before each.
select id, ahead, units_ahead
from (
    select
        t.id,
        (row_number() over line - 1)::int as ahead,
        (sum(t.quantity) over line - t.quantity)::int as units_ahead
    from trade_ticket t
    where t.lot_id = any(%(lots)s::bigint[]) and t.state = 'waiting' and t.number is not null
    window line as (partition by t.lot_id order by t.number)
) placed
where id = any(%(tickets)s::bigint[])
