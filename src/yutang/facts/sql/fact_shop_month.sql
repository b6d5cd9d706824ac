-- One row a listing's month, and one of a shop that was open and of which nothing is known, up to the
-- last month that tallies looked at. Active at the month's end: the rule of 2022
-- (shops/rules/counting.py, shops/sql/history.sql), over all platforms of a shop. What a shop sold is
-- looked up shop by shop: the planner knows too little of months to join them in one go.
with months as (
    select m::date as month, (m + interval '1 month' - interval '1 day')::date as ends_on
    from generate_series(
        date_trunc('month', %(since)s::date::timestamp),
        least(%(until)s::date - 1, coalesce(
            (
                select max(until) from shops_tally
                where year = (select max(year) from shops_tally)
            ),
            %(since)s::date - 1
        )),
        interval '1 month'
    ) m
    where m::date >= %(since)s
), told as (
    select 'listing:' || m.listing_id || ':' || to_char(m.month, 'YYYY-MM') as key, m.month,
        (m.month + interval '1 month' - interval '1 day')::date as ends_on,
        l.shop_id, l.platform, m.orders, m.units, m.sales_fen, m.refunds_fen
    from shops_shopmonth m
    join shops_listing l on l.id = m.listing_id
    where m.month >= %(since)s and m.month < %(until)s
    union all
    select 'shop:' || s.id || ':' || to_char(g.month, 'YYYY-MM'), g.month, g.ends_on, s.id, '',
        0, 0, 0, 0
    from months g
    join shops_shop s on s.opened_on <= g.ends_on
        and (s.closed_on is null or s.closed_on >= g.month)
    where not exists (
        select from shops_listing l
        join shops_shopmonth m on m.listing_id = l.id and m.month = g.month
        where l.shop_id = s.id
    )
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
    open.days >= 30 and recent.orders >= least(3, (open.days + 29) / 30) as is_active,
    left(s.village_code, 6) in (
        select listed.code from channel_listedcounty listed
        join channel_countylist list on list.id = listed.county_list_id
        where list.level = 'national'
    ) as is_poor_county,
    s.is_demo
from told t
join shops_shop s on s.id = t.shop_id
cross join lateral (
    select least(s.closed_on, t.ends_on) - s.opened_on + 1 as days
) open
cross join lateral (
    select coalesce(sum(m.orders), 0) as orders
    from shops_listing l
    join shops_shopmonth m on m.listing_id = l.id
        and m.month between (t.month - interval '2 months')::date and t.month
    where l.shop_id = t.shop_id
) recent
