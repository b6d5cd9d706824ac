-- What a lot's parts got so far is the sum of its orders' shares.
-- counts: shares_lotshare
with summed as (
    select o.lot_id, s.kind, sum(s.amount_fen) as fen
    from shares_share s join trade_order o on o.id = s.order_id
    group by o.lot_id, s.kind
)
select lot_id as lot, kind, so_far.settled_fen, summed.fen as shares_fen
from shares_lotshare so_far full join summed using (lot_id, kind)
where coalesce(so_far.settled_fen, 0) <> coalesce(summed.fen, 0)
    or so_far.planned_fen < so_far.settled_fen
