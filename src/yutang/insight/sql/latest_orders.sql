-- The newest orders, for the ticker of the big screen.
select
    o.id as order_id,
    o.placed_at,
    buyer.name as buyer,
    product.name as good,
    product.name_en as good_en,
    left(product.origin_code, 6) as county_code,
    o.quantity
from trade_order o
join people_person buyer on buyer.id = o.buyer_id
join trade_lot lot on lot.id = o.lot_id
join goods_product product on product.id = lot.product_id
where o.sale_id = %(sale)s and o.state not in ('cancelled', 'expired')
order by o.placed_at desc
limit %(limit)s
