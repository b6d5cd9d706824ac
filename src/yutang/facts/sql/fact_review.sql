-- One row an order's review of these days; its words are not here.
select
    review.id::text as key,
    (review.at at time zone 'Asia/Shanghai')::date as "on",
    review.at,
    review.place_code as place,
    review.buyer_id as person,
    '/goods/' || review.product_id || '/reviews/' as evidence,
    review.stars::bigint as stars,
    review.hidden_at is not null
        and (review.shown_again_at is null or review.shown_again_at < review.hidden_at)
        as is_hidden,
    review.answered_at is not null as is_answered,
    review.order_id::text as "order",
    coalesce(o.sale_id, 0) as sale,
    product.id as product,
    product.name as good,
    product.producer_id as producer,
    coalesce(sale.is_demo, false) or producer.is_demo as is_demo
from care_review review
join trade_order o on o.id = review.order_id
join trade_lot lot on lot.id = o.lot_id
join goods_product product on product.id = review.product_id
join goods_producer producer on producer.id = product.producer_id
left join live_sale sale on sale.id = o.sale_id
where review.at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
    and review.at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    and not lot.is_rehearsal
    and sale.rehearses_id is null
