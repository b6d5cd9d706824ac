-- Bring the tallies of a year up to date for some villages and all places above them: what is
-- counted now less what was counted before is added at every level, in the order of the codes.
-- `totals` is village_totals.sql for these villages.
with totals as materialized (
    {totals}
), delta as (
    select coalesce(n.village_code, w.code) as code,
        coalesce(n.shops, 0) - coalesce(w.shops, 0) as shops,
        coalesce(n.active_shops, 0) - coalesce(w.active_shops, 0) as active_shops,
        coalesce(n.orders, 0) - coalesce(w.orders, 0) as orders,
        coalesce(n.sales_fen, 0) - coalesce(w.sales_fen, 0) as sales_fen
    from totals n
    full join (
        select * from shops_tally where year = %(year)s and code = any(%(codes)s)
    ) w on w.code = n.village_code
)
insert into shops_tally (code, year, until, shops, active_shops, orders, sales_fen)
select left(code, digits), %(year)s, %(last)s,
    sum(shops), sum(active_shops), sum(orders), sum(sales_fen)
from delta
cross join unnest(array[2, 4, 6, 9, 12]) as digits
group by left(code, digits)
order by left(code, digits)
on conflict (code, year) do update set
    until = excluded.until,
    shops = shops_tally.shops + excluded.shops,
    active_shops = shops_tally.active_shops + excluded.active_shops,
    orders = shops_tally.orders + excluded.orders,
    sales_fen = shops_tally.sales_fen + excluded.sales_fen
