-- One row an order settled in the window whose farmer's share was paid out, or whose time for that is
-- over: kept when it was in the bank account in time. A share is paid by the first payout of the
-- payee's balance that was counted after it.
select
    share.order_id,
    share.at + make_interval(days => %(paid_within_days)s::int) as at,
    product.name as good,
    product.name_en as good_en,
    paid.at as done_at,
    coalesce(paid.at <= share.at + make_interval(days => %(paid_within_days)s::int), false) as kept
from shares_payee payee
join shares_share share on share.payee_id = payee.id
join trade_order o on o.id = share.order_id
join trade_lot lot on lot.id = o.lot_id
join goods_product product on product.id = lot.product_id
cross join lateral (
    select min(ended_at) as at
    from payouts_payout
    where payee_id = payee.id and kind = 'balance' and state = 'paid' and counted_at >= share.at
) paid
where payee.producer_id = %(producer)s::bigint
    and share.kind = 'farmer'
    and share.refund_key = ''
    and share.at >= %(since)s::timestamptz
    and (
        paid.at is not null
        or share.at + make_interval(days => %(paid_within_days)s::int) < %(now)s::timestamptz
    )
