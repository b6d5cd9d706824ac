-- What the page of a shop's mark says of the shop itself, by its id or that of one of its products.
select producer.id, producer.name, producer.kind, producer.village_code, producer.is_demo
from goods_producer producer
where producer.id = coalesce(
    %(producer)s::bigint, (select producer_id from goods_product where id = %(product)s::bigint)
)
