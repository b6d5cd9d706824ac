-- Receive those of these orders that are on their way; the trigger allows the step from shipped
-- only. Cash at the door is received when the cash is taken, never by time.
update trade_order
set state = 'received'
where id in (
    select o.id
    from trade_order o
    where o.id = any(%(orders)s)
        and o.state = 'shipped'
        and not exists (
            select 1
            from trade_orderchange c
            where c.order_id = o.id and c.to_state = 'confirmed'
        )
    order by o.lot_id, o.id
    for update skip locked
)
returning id, sale_id
