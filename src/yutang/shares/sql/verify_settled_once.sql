-- No order is settled twice, and none has shares or a settlement in the ledger without being
-- settled, or while it is held.
-- counts: shares_settlement
with posted as (
    select order_id, count(*) as written from ledger_transaction where cause = 'settlement'
    group by order_id
), shared as (
    select distinct order_id from shares_share
)
select coalesce(s.order_id, posted.order_id, shared.order_id) as "order", s.settled_at, s.held_at,
    posted.written
from shares_settlement s
full join posted on posted.order_id = s.order_id
full join shared on shared.order_id = coalesce(s.order_id, posted.order_id)
where posted.written > 1
    or (s.settled_at is null and (posted.written > 0 or shared.order_id is not null))
    or (s.settled_at is not null and s.held_at is not null)
    or (posted.order_id is null) <> (shared.order_id is null)
