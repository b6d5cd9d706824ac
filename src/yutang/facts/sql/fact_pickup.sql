-- One row a parcel that came to a station on these days.
select
    p.id::text as key,
    (p.arrived_at at time zone 'Asia/Shanghai')::date as "on",
    p.arrived_at as at,
    s.place_code as place,
    o.buyer_id as person,
    '/stations/' || s.id || '/' as evidence,
    s.id as station,
    p.handed_at is not null as is_handed,
    extract(epoch from p.handed_at - p.arrived_at)::float8 / 86400 as days,
    coalesce(sale.is_demo, false) or producer.is_demo as is_demo
from stations_pickup p
join stations_station s on s.id = p.station_id
join parcels_parcel parcel on parcel.id = p.parcel_id
join trade_order o on o.id = parcel.order_id
join trade_lot lot on lot.id = o.lot_id
join goods_product product on product.id = lot.product_id
join goods_producer producer on producer.id = product.producer_id
left join live_sale sale on sale.id = o.sale_id
where p.arrived_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and p.arrived_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and not lot.is_rehearsal
    and sale.rehearses_id is null
