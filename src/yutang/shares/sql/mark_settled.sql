-- These orders are settled, by the versions that were in force (0: none was).
update shares_settlement s
set settled_at = %(at)s, split_id = nullif(given.split_id, 0)
from unnest(%(orders)s::uuid[], %(splits)s::bigint[]) as given (order_id, split_id)
where s.order_id = given.order_id and s.settled_at is null
returning s.order_id
