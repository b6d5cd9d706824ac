-- A claim is its order's buyer's, for an order that went out, within what the buyer paid.
-- counts: care_claim
select claim.id as claim, claim.order_id as "order", o.state, claim.refund_fen, o.amount_fen
from care_claim claim
join trade_order o on o.id = claim.order_id
where claim.buyer_id <> o.buyer_id
    or o.state not in ('shipped', 'received', 'closed')
    or claim.refund_fen > o.amount_fen + o.freight_fen
