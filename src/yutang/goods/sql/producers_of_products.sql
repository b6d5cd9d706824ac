-- Whose these products are.
select id, producer_id from goods_product where id = any(%(products)s::bigint[])
