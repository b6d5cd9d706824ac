-- Shops, active shops, orders and sales less refunds of every village that has shops, in code order.
-- What counts as active: rules/counting.py. Months are added up by listing first: they come by the
-- ten million, listings by the million. `villages` says which they are; `within` is nothing for the
-- whole country, else the text of listings_within.sql (`queries/counts.py`). Sums are brought back
-- to bigint at each step: adding numerics up would cost a third more.
with of_listing as materialized (
    select listing_id, sum(orders) as orders, sum(sales_fen - refunds_fen)::bigint as sales_fen,
        sum(case when month >= %(recent_from)s then orders else 0 end) as recent
    from shops_shopmonth
    where month between %(first)s and %(last)s
        {within}
    group by listing_id
), of_shop as materialized (
    select l.shop_id, sum(o.orders)::bigint as orders, sum(o.sales_fen)::bigint as sales_fen,
        sum(o.recent)::bigint as recent
    from of_listing o
    join shops_listing l on l.id = o.listing_id
    group by l.shop_id
), counted as (
    select s.village_code, o.orders, o.sales_fen, coalesce(o.recent, 0) as recent,
        s.opened_on <= %(ends_on)s and (s.closed_on is null or s.closed_on >= %(first)s) as counts,
        least(s.closed_on, %(ends_on)s) - s.opened_on + 1 as days
    from shops_shop s
    left join of_shop o on o.shop_id = s.id
    where {villages}
)
select village_code,
    coalesce(sum(sales_fen), 0)::bigint as sales_fen,
    count(*) filter (where counts) as shops,
    count(*) filter (where case when %(any)s then recent >= %(orders_a_month)s
        else days > 0 and days >= %(open_days)s
            and recent >= %(orders_a_month)s
                * least(%(recent_months)s, (days + 29) / 30) end) as active_shops,
    coalesce(sum(orders), 0)::bigint as orders
from counted
group by village_code
having bool_or(counts) or count(orders) > 0
order by village_code collate "C"
