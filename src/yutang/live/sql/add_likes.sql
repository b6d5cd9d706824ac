-- Add the likes counted since the last time, one row a sale.
update live_sale s set likes = s.likes + counted.likes
from (
    select * from unnest(%(sales)s::bigint[], %(likes)s::bigint[]) as t (sale_id, likes)
    order by sale_id
) counted
where s.id = counted.sale_id
