-- Shops, active shops, orders and sales less refunds of every village that has shops, in code order.
-- What counts as active: rules/counting.py. Months are added up by listing first: they come by the
-- ten million, listings by the million. `villages` says which they are; `within` is nothing for the
-- whole country, else the text of listings_within.sql (`queries/counts.py`).
with recent as materialized (
    select listing_id, sum(orders) as orders, sum(sales_fen - refunds_fen) as sales_fen,
        sum(case when month >= %(recent_from)s then orders else 0 end) as recent
    from shops_shopmonth
    where month between %(first)s and %(last)s
        {within}
    group by listing_id
), of_shop as (
    select s.village_code, s.id,
        s.opened_on <= %(ends_on)s and (s.closed_on is null or s.closed_on >= %(first)s) as counts,
        least(s.closed_on, %(ends_on)s) - s.opened_on + 1 as days,
        sum(r.orders) as orders, sum(r.sales_fen) as sales_fen, coalesce(sum(r.recent), 0) as recent
    from shops_shop s
    left join shops_listing l on l.shop_id = s.id
    left join recent r on r.listing_id = l.id
    where {villages}
    group by s.id
)
select village_code,
    coalesce(sum(sales_fen), 0)::bigint as sales_fen,
    count(*) filter (where counts) as shops,
    count(*) filter (where case when %(any)s then recent >= %(orders_a_month)s
        else days >= %(open_days)s
            and recent >= %(orders_a_month)s
                * least(%(recent_months)s, ceil(days / 30.0)::int) end) as active_shops,
    coalesce(sum(orders), 0)::bigint as orders
from of_shop
group by village_code
having bool_or(counts) or sum(orders) is not null
order by village_code collate "C"
