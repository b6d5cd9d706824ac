-- One row a listing's month, and one of a shop that was open and of which nothing is known, up to the
-- last month that tallies looked at. Active at the month's end: the rule of 2022
-- (shops/rules/counting.py, shops/sql/history.sql), over all platforms of a shop.
with months as (
    select m::date as month, (m + interval '1 month' - interval '1 day')::date as ends_on,
        (m - interval '2 months')::date as recent_from
    from generate_series(
        date_trunc('month', %(since)s::date::timestamp), %(until)s::date - 1, interval '1 month'
    ) m
    where m::date >= %(since)s
), sold as materialized (
    select l.shop_id, l.platform, m.*
    from shops_shopmonth m
    join shops_listing l on l.id = m.listing_id
    where m.month >= (select min(recent_from) from months)
        and m.month <= (select max(month) from months)
), by_shop as (
    select shop_id, month, sum(orders)::bigint as orders from sold group by shop_id, month
), looked_at as (
    select max(until) as until from shops_tally
    where year = (select max(year) from shops_tally)
), told as (
    select 'listing:' || sold.listing_id || ':' || to_char(sold.month, 'YYYY-MM') as key,
        sold.month, sold.shop_id, sold.platform, sold.orders, sold.units, sold.sales_fen,
        sold.refunds_fen
    from sold
    join months using (month)
    union all
    select 'shop:' || s.id || ':' || to_char(g.month, 'YYYY-MM'), g.month, s.id, '', 0, 0, 0, 0
    from months g
    join shops_shop s on s.opened_on <= g.ends_on
        and (s.closed_on is null or s.closed_on >= g.month)
    where g.month <= (select until from looked_at)
        and not exists (
            select from by_shop b where b.shop_id = s.id and b.month = g.month
        )
), recent as (
    select g.month, b.shop_id, sum(b.orders) as orders
    from months g
    join by_shop b on b.month between g.recent_from and g.month
    group by g.month, b.shop_id
)
select
    t.key,
    t.month as "on",
    null::timestamptz as at,
    s.village_code as place,
    null::bigint as person,
    '/shops/' || s.id || '/' as evidence,
    s.id as shop,
    t.platform,
    s.kind,
    left(s.run_at_code, 6) as run_at,
    s.keeper_kind,
    t.orders::bigint as orders,
    t.units::bigint as units,
    t.sales_fen::bigint as sales_fen,
    t.refunds_fen::bigint as refunds_fen,
    (t.sales_fen - t.refunds_fen)::bigint as net_fen,
    open.days >= 30 and coalesce(r.orders, 0) >= least(3, (open.days + 29) / 30) as is_active,
    exists (
        select from channel_listedcounty listed
        join channel_countylist list on list.id = listed.county_list_id
        where listed.code = left(s.village_code, 6) and list.level = 'national'
    ) as is_poor_county,
    s.is_demo
from told t
join months g using (month)
join shops_shop s on s.id = t.shop_id
left join recent r on r.shop_id = t.shop_id and r.month = t.month
cross join lateral (
    select least(s.closed_on, g.ends_on) - s.opened_on + 1 as days
) open
