-- Count a year's tallies anew, for every village and all places above them; none are there now.
-- `totals` is village_totals.sql for the whole country.
with totals as materialized (
    {totals}
)
insert into shops_tally (code, year, until, shops, active_shops, orders, sales_fen)
select left(village_code, digits), %(year)s, %(last)s,
    sum(shops), sum(active_shops), sum(orders), sum(sales_fen)
from totals
cross join unnest(array[2, 4, 6, 9, 12]) as digits
group by left(village_code, digits)
