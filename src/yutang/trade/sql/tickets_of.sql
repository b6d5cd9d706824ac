-- The latest ticket of each lot of a sale, for pairs of sale and buyer; `place` counts the pairs.
select asked.place, mine.id
from unnest(%(sales)s::bigint[], %(buyers)s::bigint[]) with ordinality
    as asked (sale_id, buyer_id, place)
cross join lateral (
    select distinct on (t.lot_id) t.id, t.lot_id
    from trade_ticket t
    where t.buyer_id = asked.buyer_id and t.sale_id = asked.sale_id
    order by t.lot_id, t.id desc
) mine
order by asked.place, mine.lot_id
