-- Close orders that were received before this moment. Whoever touches one now keeps it until the
-- next time; the trigger allows the step from received only.
update trade_order
set state = 'closed'
where id in (
    select o.id
    from trade_order o
    where o.state = 'received'
        and exists (
            select 1
            from trade_orderchange c
            where c.order_id = o.id and c.to_state = 'received' and c.at <= %(before)s
        )
    limit %(most)s
    for update skip locked
)
returning id
