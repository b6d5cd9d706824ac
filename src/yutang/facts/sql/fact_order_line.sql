-- One row an order placed on these days, and one a line sold on another platform. All money is the goods': freight beside them is in no
-- figure, and of what went back the goods' part counts first (as in the results of a sale).
-- (What has to be looked up for few orders is looked up for these alone.)
select
    o.id::text as key,
    (o.placed_at at time zone 'Asia/Shanghai')::date as "on",
    o.placed_at as at,
    product.origin_code as place,
    o.buyer_id as person,
    '/orders/' || o.id || '/' as evidence,
    o.id::text as "order",
    o.lot_id as lot,
    lot.product_id as product,
    product.name as good,
    product.producer_id as producer,
    coalesce(o.sale_id, 0) as sale,
    case
        when o.placed_at between sale.live_at and coalesce(sale.ended_at, o.placed_at)
        then floor(extract(epoch from o.placed_at - sale.live_at) / 60)::bigint
    end as minute,
    'yutang' as platform,
    o.quantity::bigint as units,
    product.net_weight_g::bigint * o.quantity as grams,
    o.amount_fen,
    coalesce(payment.paid_fen, 0) as paid_fen,
    coalesce(payment.refunded_fen, 0) as refunded_fen,
    coalesce(payment.paid_fen, 0) - coalesce(payment.refunded_fen, 0) as net_fen,
    o.state,
    coalesce(payment.paid_fen, 0) > 0 as is_paid,
    o.state not in ('cancelled', 'expired') as is_valid,
    (o.placed_at at time zone 'Asia/Shanghai')::date as placed_on,
    case when payment.paid_fen > 0 then payment.paid_on end as paid_on,
    nullif(left(o.region_code, 2), '') as to_province,
    nullif(o.region_code, '') as to_county,
    case
        when coalesce(payment.refunded_fen, 0) = 0 then null
        else coalesce(
            (
                select kind
                from care_claim
                where order_id = o.id and outcome = 'refunded'
                order by refunded_at desc, id desc
                limit 1
            ),
            case when o.state = 'cancelled' then 'cancelled' else 'other' end
        )
    end as reason_refund,
    case
        when sale.id is null then null
        when sale.live_at is null or o.placed_at < sale.live_at then 'before'
        when sale.ended_at is null or o.placed_at <= sale.ended_at then 'live'
        when o.placed_at <= sale.ended_at + interval '7 days' then 'after'
        else 'later'
    end as period,
    batch.code as trace,
    coalesce(sale.is_demo, false) or producer.is_demo as is_demo
from trade_order o
join trade_lot lot on lot.id = o.lot_id
join goods_product product on product.id = lot.product_id
join goods_producer producer on producer.id = product.producer_id
left join goods_batch batch on batch.id = lot.batch_id
left join live_sale sale on sale.id = o.sale_id
left join lateral (
    select
        least(refunded_fen, amount_fen - freight_fen)::bigint as refunded_fen,
        case when state in ('paid', 'due', 'refunded') then amount_fen - freight_fen else 0 end
            as paid_fen,
        (coalesce(paid_at, made_at) at time zone 'Asia/Shanghai')::date as paid_on
    from money_payment
    where order_id = o.id
) payment on true
where o.placed_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and o.placed_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and not lot.is_rehearsal
    and sale.rehearses_id is null
union all
select
    'sold:' || line.id,
    (line.sold_at at time zone 'Asia/Shanghai')::date,
    line.sold_at,
    line.origin_code,
    line.buyer,
    '/shops/' || listing.shop_id || '/',
    encode(substr(line.number_digest, 1, 8), 'hex'),
    null,
    line.product_id,
    coalesce(product.name, line.good),
    product.producer_id,
    0,
    null,
    listing.platform,
    line.units::bigint,
    line.grams,
    line.amount_fen,
    line.amount_fen,
    least(line.refunded_fen, line.amount_fen),
    line.amount_fen - least(line.refunded_fen, line.amount_fen),
    case
        when line.amount_fen = 0 then 'unpaid'
        when line.refunded_fen >= line.amount_fen then 'refunded'
        else 'sold'
    end,
    line.amount_fen > 0,
    line.amount_fen > 0,
    (line.sold_at at time zone 'Asia/Shanghai')::date,
    case when line.amount_fen > 0 then (line.sold_at at time zone 'Asia/Shanghai')::date end,
    nullif(line.to_province, ''),
    null,
    case when least(line.refunded_fen, line.amount_fen) > 0 then 'other' end,
    null,
    null,
    shop.is_demo
from shops_soldline line
join shops_listing listing on listing.id = line.listing_id
join shops_shop shop on shop.id = listing.shop_id
left join goods_product product on product.id = line.product_id
where line.sold_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and line.sold_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
