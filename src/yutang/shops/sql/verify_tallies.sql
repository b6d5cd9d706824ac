-- What places come to in a year is what their villages' months add up to, as counted then.
-- counts: shops_tally
with of_listing as (
    select m.listing_id, l.shop_id, t.year, sum(m.orders) as orders,
        sum(m.sales_fen - m.refunds_fen) as sales_fen,
        sum(m.orders) filter (where m.month > t.until - interval '3 months') as recent
    from shops_shopmonth m
    join shops_listing l on l.id = m.listing_id
    join shops_shop s on s.id = l.shop_id
    join shops_tally t on t.code = s.village_code and t.year = extract(year from m.month)
    where m.month <= t.until
    group by m.listing_id, l.shop_id, t.year
), of_shop as (
    select shop_id, year, sum(orders) as orders, sum(sales_fen) as sales_fen, sum(recent) as recent
    from of_listing
    group by shop_id, year
), counted as (
    select t.code, t.year,
        coalesce(sum(o.orders), 0) as orders, coalesce(sum(o.sales_fen), 0) as sales_fen,
        count(*) filter (
            where s.opened_on <= e.ends_on
                and (s.closed_on is null or s.closed_on >= make_date(t.year, 1, 1))
        ) as shops,
        count(*) filter (
            where d.days >= 30 and coalesce(o.recent, 0) >= least(3, (d.days + 29) / 30)
        ) as active_shops
    from shops_tally t
    cross join lateral (
        select (t.until + interval '1 month - 1 day')::date as ends_on
    ) e
    join shops_shop s on s.village_code = t.code
    cross join lateral (select least(s.closed_on, e.ends_on) - s.opened_on + 1 as days) d
    left join of_shop o on o.shop_id = s.id and o.year = t.year
    group by t.code, t.year
), summed as (
    select left(t.code, digits) as code, t.year, sum(t.shops) as shops,
        sum(t.active_shops) as active_shops, sum(t.orders) as orders,
        sum(t.sales_fen) as sales_fen
    from shops_tally t
    cross join unnest(array[2, 4, 6, 9]) as digits
    where length(t.code) = 12
    group by 1, 2
), right_ones as (
    select code, year, shops, active_shops, orders, sales_fen from counted
    union all
    select code, year, shops, active_shops, orders, sales_fen from summed
)
select coalesce(t.code, r.code) as code, coalesce(t.year, r.year) as year,
    t.shops, r.shops as shops_counted, t.active_shops, r.active_shops as active_counted,
    t.orders, r.orders as orders_counted, t.sales_fen, r.sales_fen as sales_counted
from shops_tally t
full join right_ones r on r.code = t.code and r.year = t.year
where (coalesce(t.shops, 0), coalesce(t.active_shops, 0), coalesce(t.orders, 0),
        coalesce(t.sales_fen, 0))
    is distinct from (coalesce(r.shops, 0), coalesce(r.active_shops, 0), coalesce(r.orders, 0),
        coalesce(r.sales_fen, 0))
union all
select s.village_code, extract(year from m.month)::int, null, null, null, null, null,
    sum(m.orders), null, sum(m.sales_fen - m.refunds_fen)
from shops_shopmonth m
join shops_listing l on l.id = m.listing_id
join shops_shop s on s.id = l.shop_id
left join shops_tally t on t.code = s.village_code and t.year = extract(year from m.month)
where t.code is null and m.month < date_trunc('month', now())
    and extract(year from m.month) >= 2009
group by 1, 2
