-- What a claim gave back is its one refund, of the same fen and order; and no refund that names a
-- claim lacks it.
-- counts: care_claim
select coalesce('claim:' || claim.id, refund.key) as claim, claim.refund_fen,
    refund.amount_fen as refunded_fen, claim.order_id as "order", refund.order_id as refund_of
from (select * from care_claim where refund_fen > 0) claim
full join (select * from shares_reversal where key like 'claim:%') refund
    on refund.key = 'claim:' || claim.id
where claim.refund_fen is distinct from refund.amount_fen
    or claim.order_id is distinct from refund.order_id
