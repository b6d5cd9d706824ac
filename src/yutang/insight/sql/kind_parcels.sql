-- One row a parcel that had to leave in the window: kept when it left by then. An order that should
-- have been sent and was not is a row too. By when: hours of the lot, else of the product, else what
-- fresh goods and others have, counted from when it was paid, or bought to be paid on delivery.
-- Rehearsals count nowhere.
select
    o.id as order_id,
    due.at,
    product.name as good,
    product.name_en as good_en,
    parcel.sent_at as done_at,
    coalesce(parcel.sent_at <= due.at, false) as kept
from goods_product product
join trade_lot lot on lot.product_id = product.id
join trade_order o on o.lot_id = lot.id
join trade_orderchange bought on bought.order_id = o.id and bought.to_state in ('paid', 'confirmed')
left join parcels_parcel parcel on parcel.order_id = o.id
left join delivery_lotterms of_lot on of_lot.lot_id = lot.id
left join delivery_productterms of_product on of_product.product_id = product.id
cross join lateral (
    select bought.at + make_interval(hours => coalesce(
        of_lot.ship_within_h,
        of_product.ship_within_h,
        case when product.perishable then %(perishable_h)s::int else %(keeps_h)s::int end
    )) as at
) due
where product.producer_id = %(producer)s::bigint
    and due.at >= %(since)s::timestamptz
    and (
        parcel.sent_at is not null
        or (o.state in ('paid', 'confirmed') and due.at < %(now)s::timestamptz)
    )
    and not exists (
        select 1 from live_sale sale where sale.id = o.sale_id and sale.rehearses_id is not null
    )
