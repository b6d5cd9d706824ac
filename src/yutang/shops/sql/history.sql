-- A village's months: sales less refunds, orders, and how many shops were active at each month's
-- end by the rule of rules/counting.py (recent).
with sold as (
    select l.shop_id, m.month, sum(m.orders) as orders,
        sum(m.sales_fen - m.refunds_fen) as sales_fen
    from shops_shop s
    join shops_listing l on l.shop_id = s.id
    join shops_shopmonth m on m.listing_id = l.id
    where s.village_code like %(under)s || '%%'
        and m.month between %(recent_from)s and %(last)s
    group by l.shop_id, m.month
), months as (
    select month::date as month, (month + interval '1 month - 1 day')::date as ends_on,
        (month - make_interval(months => %(recent_months)s - 1))::date as recent_from
    from generate_series(%(first)s::timestamp, %(last)s, interval '1 month') as month
), of_shop as (
    select g.month, least(s.closed_on, g.ends_on) - s.opened_on + 1 as days,
        s.opened_on <= g.ends_on and (s.closed_on is null or s.closed_on >= g.month) as counts,
        coalesce(sum(sold.orders), 0) as recent,
        sum(sold.orders) filter (where sold.month = g.month) as orders,
        sum(sold.sales_fen) filter (where sold.month = g.month) as sales_fen
    from months g
    cross join shops_shop s
    left join sold on sold.shop_id = s.id and sold.month between g.recent_from and g.month
    where s.village_code like %(under)s || '%%'
    group by g.month, g.ends_on, s.id
)
select month, coalesce(sum(sales_fen), 0)::bigint, coalesce(sum(orders), 0)::bigint,
    count(*) filter (where counts),
    count(*) filter (where days > 0 and days >= %(open_days)s
        and recent >= %(orders_a_month)s * least(%(recent_months)s, (days + 29) / 30))
from of_shop
group by month
order by month
