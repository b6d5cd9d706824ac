-- The shares of a settled order sum to what its buyer paid less what was given back, and every
-- part is within its own: none has given back more than it got.
-- counts: shares_settlement
with shared as (
    select order_id, sum(amount_fen) as fen from shares_share group by order_id
), parts as (
    select distinct order_id from shares_share group by order_id, kind having sum(amount_fen) < 0
)
select s.order_id as "order", coalesce(p.amount_fen, 0) as paid_fen,
    coalesce(p.refunded_fen, 0) as refunded_fen, coalesce(shared.fen, 0) as shares_fen
from shares_settlement s
left join money_payment p on p.order_id = s.order_id
left join shared on shared.order_id = s.order_id
where s.settled_at is not null and (
    coalesce(shared.fen, 0) <> coalesce(p.amount_fen - p.refunded_fen, 0)
    or s.order_id in (select order_id from parts)
)
