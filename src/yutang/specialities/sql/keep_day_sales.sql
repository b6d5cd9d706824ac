-- What was counted of some products replaces what was kept of them; what is the same stays.
with fresh (product_id, day, class_code, origin_code, orders, units, net_fen) as (
    select * from unnest(
        %(product)s::bigint[], %(day)s::date[], %(class_code)s::text[], %(origin_code)s::text[],
        %(orders)s::int[], %(units)s::bigint[], %(net_fen)s::bigint[]
    )
), gone as (
    delete from specialities_daysales kept
    where kept.product_id = any(%(products)s::bigint[])
        and not exists (
            select from fresh where fresh.product_id = kept.product_id and fresh.day = kept.day
        )
)
insert into specialities_daysales as kept
    (product_id, day, class_code, origin_code, orders, units, net_fen)
select product_id, day, class_code, origin_code, orders, units, net_fen from fresh
on conflict (product_id, day) do update set
    class_code = excluded.class_code,
    origin_code = excluded.origin_code,
    orders = excluded.orders,
    units = excluded.units,
    net_fen = excluded.net_fen
where (kept.class_code, kept.origin_code, kept.orders, kept.units, kept.net_fen)
    is distinct from
    (excluded.class_code, excluded.origin_code, excluded.orders, excluded.units, excluded.net_fen)
