-- How many are online now, one sample a sale, as this gate counts them.
insert into live_onlinesample (sale_id, at, gate, online)
select t.sale_id, %(now)s, %(gate)s, t.online
from unnest(%(sales)s::bigint[], %(online)s::int[]) as t (sale_id, online)
