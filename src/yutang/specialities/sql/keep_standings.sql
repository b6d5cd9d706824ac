-- What was counted of the places of one province (or of all that is loaded) replaces what was kept.
with fresh as (
    select place_code, class_code, year, sales_fen, orders, by_month::bigint[] as by_month,
        by_term::bigint[] as by_term, output_yuan, output_parts, is_own_fact
    from unnest(
        %(place_code)s::text[], %(class_code)s::text[], %(year)s::int[], %(sales_fen)s::bigint[],
        %(orders)s::int[], %(by_month)s::text[], %(by_term)s::text[], %(output_yuan)s::numeric[],
        %(output_parts)s::int[], %(is_own_fact)s::bool[]
    ) given (place_code, class_code, year, sales_fen, orders, by_month, by_term, output_yuan,
        output_parts, is_own_fact)
), gone as (
    delete from specialities_classyear kept
    where left(kept.place_code, 2) = %(province)s
        and not exists (
            select from fresh
            where fresh.place_code = kept.place_code and fresh.year = kept.year
                and fresh.class_code = kept.class_code
        )
)
insert into specialities_classyear as kept
    (place_code, class_code, year, sales_fen, orders, by_month, by_term, output_yuan,
        output_parts, is_own_fact)
select * from fresh
on conflict (place_code, year, class_code) do update set
    sales_fen = excluded.sales_fen,
    orders = excluded.orders,
    by_month = excluded.by_month,
    by_term = excluded.by_term,
    output_yuan = excluded.output_yuan,
    output_parts = excluded.output_parts,
    is_own_fact = excluded.is_own_fact
where (kept.sales_fen, kept.orders, kept.by_month, kept.by_term, kept.output_yuan,
        kept.output_parts, kept.is_own_fact)
    is distinct from (excluded.sales_fen, excluded.orders, excluded.by_month, excluded.by_term,
        excluded.output_yuan, excluded.output_parts, excluded.is_own_fact)
