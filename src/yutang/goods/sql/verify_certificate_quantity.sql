-- A certificate promises no more than the batch is.
-- counts: goods_certificate
select c.number, c.quantity_g, b.quantity_g as batch_g
from goods_certificate c
join goods_batch b on b.id = c.batch_id
where c.quantity_g > b.quantity_g or c.quantity_g = 0
