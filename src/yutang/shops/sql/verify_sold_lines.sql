-- An order that was added up from its lines is what they add up to, and a month that was counted
-- from lines is the sum of its paid orders; every line is of such an order or of one that says more.
-- counts: shops_soldline
with added as (
    select listing_id, number_digest, count(*) as lines, sum(units) as units,
        sum(amount_fen) as paid_fen, sum(refunded_fen) as refunded_fen
    from shops_soldline
    group by listing_id, number_digest
), months as (
    select m.listing_id, m.month, m.orders, m.units, m.sales_fen, m.refunds_fen,
        count(o.id) as orders_counted, coalesce(sum(o.units), 0) as units_counted,
        coalesce(sum(o.paid_fen), 0) as paid_counted,
        coalesce(sum(o.refunded_fen), 0) as refunded_counted,
        coalesce(bool_and(o.from_lines), true) as from_lines
    from shops_shopmonth m
    left join shops_platformorder o on o.listing_id = m.listing_id and o.month = m.month
        and o.paid_fen > 0
    where m.source = 'lines'
    group by m.listing_id, m.month
)
select coalesce(o.listing_id, a.listing_id) as listing_id, o.month, o.paid_fen,
    a.paid_fen as paid_counted
from shops_platformorder o
full join added a on a.listing_id = o.listing_id and a.number_digest = o.number_digest
where o.id is null
    or (o.from_lines and (o.units, o.paid_fen, o.refunded_fen)
        is distinct from (a.units, a.paid_fen, a.refunded_fen))
union all
select listing_id, month, sales_fen, paid_counted
from months
where (orders, units, sales_fen, refunds_fen)
        is distinct from (orders_counted, units_counted, paid_counted, refunded_counted)
    or not from_lines
union all
select s.listing_id, null, s.amount_fen, null
from shops_soldline s
join shops_listing l on l.id = s.listing_id
where l.platform = 'yutang'
