-- One row an order of the sale: what was ordered, what was paid, what went back. Ids only, so that
-- counting stays cheap; names are joined to the rows that somebody looks at (named_orders).
-- paid_fen counts cash on delivery as soon as it is confirmed (its payment is due, not yet
-- collected); a payment made void never counted, one refunded counted and went back. All of it is the
-- goods' money: freight that the buyer paid beside them is left out, of what went back as well.
select
    o.id as order_id,
    o.placed_at,
    o.buyer_id,
    o.lot_id,
    lot.product_id,
    product.producer_id,
    left(product.origin_code, 6) as county_code,
    o.quantity::bigint as quantity,
    o.amount_fen,
    o.state,
    coalesce(payment.method, '') as method,
    coalesce(payment.counted_fen, 0) as paid_fen,
    coalesce(payment.refunded_fen, 0) as refunded_fen,
    coalesce(payment.counted_fen, 0) - coalesce(payment.refunded_fen, 0) as net_fen,
    case
        when s.live_at is null or o.placed_at < s.live_at then 'before'
        when s.ended_at is null or o.placed_at <= s.ended_at then 'live'
        when o.placed_at <= s.ended_at + interval '7 days' then 'after'
        else 'later'
    end as period
from live_sale s
join trade_order o on o.sale_id = s.id
join trade_lot lot on lot.id = o.lot_id
join goods_product product on product.id = lot.product_id
left join (
    select
        order_id,
        method,
        least(refunded_fen, amount_fen - freight_fen) as refunded_fen,
        case when state in ('paid', 'due', 'refunded') then amount_fen - freight_fen else 0 end
            as counted_fen
    from money_payment
) payment on payment.order_id = o.id
where s.id = %(sale)s
    and (%(lot)s::bigint is null or o.lot_id = %(lot)s)
    and (%(county)s::text is null or left(product.origin_code, 6) = %(county)s)
    and (%(producer)s::bigint is null or product.producer_id = %(producer)s)
    and (
        %(minute)s::timestamptz is null
        or (
            o.placed_at >= %(minute)s::timestamptz
            and o.placed_at < %(minute)s::timestamptz + interval '1 minute'
        )
    )
