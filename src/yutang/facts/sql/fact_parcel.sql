-- One row a parcel sent on these days. By when it had to leave: hours of the lot, else of the
-- product, else 48 for what perishes and 72 for what keeps, from payment (or from the buyer's word,
-- to pay on delivery) on: as a shop's mark counts it (insight/sql/kind_parcels.sql).
select
    parcel.id::text as key,
    (parcel.sent_at at time zone 'Asia/Shanghai')::date as "on",
    parcel.sent_at as at,
    product.origin_code as place,
    o.buyer_id as person,
    '/orders/' || o.id || '/' as evidence,
    o.id::text as "order",
    coalesce(o.sale_id, 0) as sale,
    product.id as product,
    product.name as good,
    product.producer_id as producer,
    nullif(parcel.carrier, '') as carrier,
    parcel.state,
    parcel.station_id is not null as to_station,
    parcel.weight_g::bigint as weight_g,
    nullif(left(o.region_code, 2), '') as to_province,
    case when length(o.region_code) = 6 then o.region_code end as to_county,
    extract(epoch from parcel.sent_at - bought.at)::float8 / 86400 as ship_days,
    extract(epoch from parcel.delivered_at - parcel.sent_at)::float8 / 86400 as way_days,
    extract(epoch from parcel.delivered_at - bought.at)::float8 / 86400 as total_days,
    parcel.sent_at <= bought.at + make_interval(hours => coalesce(
        of_lot.ship_within_h,
        of_product.ship_within_h,
        case when product.perishable then 48 else 72 end
    )) as is_on_time,
    exists (
        select from care_claim claim
        where claim.order_id = o.id and claim.kind in ('spoiled', 'broken')
            and claim.outcome in ('', 'refunded')
    ) as is_damaged,
    o.amount_fen as goods_fen,
    coalesce(payment.freight_fen, 0)::bigint as freight_fen,
    case when settled.fen is not null or payment.freight_fen > 0 then
        coalesce(payment.freight_fen, 0) + coalesce(settled.fen, 0) end::bigint as cost_fen,
    coalesce(sale.is_demo, false) or producer.is_demo as is_demo
from parcels_parcel parcel
join trade_order o on o.id = parcel.order_id
join trade_lot lot on lot.id = o.lot_id
join goods_product product on product.id = lot.product_id
join goods_producer producer on producer.id = product.producer_id
left join live_sale sale on sale.id = o.sale_id
left join delivery_lotterms of_lot on of_lot.lot_id = lot.id
left join delivery_productterms of_product on of_product.product_id = product.id
left join money_payment payment on payment.order_id = o.id
cross join lateral (
    select min(change.at) as at from trade_orderchange change
    where change.order_id = o.id and change.to_state in ('paid', 'confirmed')
) bought
cross join lateral (
    select sum(share.amount_fen)::bigint as fen from shares_share share
    where share.order_id = o.id and share.kind = 'freight'
) settled
where parcel.sent_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and parcel.sent_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and not lot.is_rehearsal
    and sale.rehearses_id is null
