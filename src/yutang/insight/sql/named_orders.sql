-- The names behind the ids of some orders' rows.
select
    line.*,
    buyer.name as buyer,
    product.name as good,
    product.name_en as good_en,
    producer.name as producer
from ({lines}) line
join people_person buyer on buyer.id = line.buyer_id
join goods_product product on product.id = line.product_id
join goods_producer producer on producer.id = line.producer_id
