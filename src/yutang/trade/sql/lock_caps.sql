-- Lock the caps of these lots in the order of their ids, after the lots. What is taken of them is
-- read after this statement returned, never inside it.
select id, kind, most
from trade_cap
where id in (select cap_id from trade_caplot where lot_id = any(%(lots)s))
order by id
for update
