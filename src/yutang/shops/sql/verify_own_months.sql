-- A month on this platform is what the producer's orders of it paid and got back, up to the
-- transaction of the ledger that it was counted to.
-- counts: shops_shopmonth
with own as (
    select m.listing_id, m.month, m.orders, m.units, m.sales_fen, m.refunds_fen, m.ledger_id,
        l.number::bigint as producer_id
    from shops_shopmonth m
    join shops_listing l on l.id = m.listing_id
    where m.source = 'own' and l.platform = 'yutang'
), moved as (
    select own.listing_id, own.month, o.id, o.quantity,
        coalesce(sum(e.amount_fen) filter (where t.cause = 'payment'), 0) as paid_fen,
        -coalesce(sum(e.amount_fen) filter (where t.cause = 'refund'), 0) as refunded_fen
    from own
    join goods_product p on p.producer_id = own.producer_id
    join trade_lot lot on lot.product_id = p.id and not lot.is_rehearsal
    join trade_order o on o.lot_id = lot.id
        and date_trunc('month', o.placed_at at time zone 'Asia/Shanghai') = own.month
    join ledger_transaction t on t.order_id = o.id and t.id <= own.ledger_id
        and t.cause in ('payment', 'refund')
    join ledger_entry e on e.transaction_id = t.id
    join ledger_account a on a.id = e.account_id and a.kind = 'cashier'
    group by own.listing_id, own.month, o.id, o.quantity
), counted as (
    select listing_id, month, count(*) as orders, sum(quantity) as units,
        sum(paid_fen) as sales_fen, sum(refunded_fen) as refunds_fen
    from moved
    where paid_fen <> 0
    group by listing_id, month
)
select own.listing_id, own.month, own.orders, c.orders as orders_counted, own.sales_fen,
    c.sales_fen as sales_counted, own.refunds_fen, c.refunds_fen as refunds_counted
from own
left join counted c on c.listing_id = own.listing_id and c.month = own.month
where own.orders <> coalesce(c.orders, 0) or own.units <> coalesce(c.units, 0)
    or own.sales_fen <> coalesce(c.sales_fen, 0) or own.refunds_fen <> coalesce(c.refunds_fen, 0)
    or own.ledger_id is null
union all
select m.listing_id, m.month, m.orders, null, m.sales_fen, null, m.refunds_fen, null
from shops_shopmonth m
join shops_listing l on l.id = m.listing_id
where (m.source = 'own') <> (l.platform = 'yutang')
