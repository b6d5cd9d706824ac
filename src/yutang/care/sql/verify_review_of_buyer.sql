-- A review is written by the buyer of an order that was received, about the product it was for.
-- counts: care_review
select review.id as review, review.order_id as "order", o.state, review.product_id as product
from care_review review
join trade_order o on o.id = review.order_id
join trade_lot lot on lot.id = o.lot_id
where review.buyer_id <> o.buyer_id
    or o.state not in ('received', 'closed')
    or review.product_id <> lot.product_id
