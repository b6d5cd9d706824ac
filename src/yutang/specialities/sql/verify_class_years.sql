-- Every place's class of a year is the sum of its sales of days, by month and solar term too.
-- counts: specialities_classyear
with added as (
    select left(origin_code, digits) as place_code, class_code,
        extract(year from day)::int as year, sum(net_fen) as sales_fen, sum(orders) as orders
    from specialities_daysales cross join unnest(array[2, 4, 6, 9, 12]) digits
    where digits <= length(origin_code)
    group by 1, 2, 3
    union all
    select '', class_code, extract(year from day)::int, sum(net_fen), sum(orders)
    from specialities_daysales
    group by 2, 3
)
select place_code, class_code, year, y.sales_fen, a.sales_fen as added
from specialities_classyear y
full join added a using (place_code, class_code, year)
where coalesce(y.sales_fen, 0) <> coalesce(a.sales_fen, 0)
    or coalesce(y.orders, 0) <> coalesce(a.orders, 0)
    or y.sales_fen <> (select sum(fen) from unnest(y.by_month) fen)
    or y.sales_fen <> (select sum(fen) from unnest(y.by_term) fen)
