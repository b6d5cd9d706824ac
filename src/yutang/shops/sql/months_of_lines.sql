-- Months of listings that have none, from orders that were copied in with their lines.
insert into shops_shopmonth (listing_id, month, orders, units, sales_fen, refunds_fen, source,
    modified_at, imported_at)
select listing_id, month, count(*), sum(units), sum(paid_fen), sum(refunded_fen), 'lines',
    max(modified_at), %(at)s
from shops_platformorder
where listing_id = any(%(listings)s) and paid_fen > 0
group by listing_id, month
order by listing_id, month
