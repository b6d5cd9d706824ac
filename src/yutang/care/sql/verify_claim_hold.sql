-- An open claim holds its order until it is settled; what a settled claim held is let go.
-- counts: care_claim
select settlement.order_id as "order", settlement.held_why, claim.id as open_claim
from shares_settlement settlement
left join care_claim claim on claim.order_id = settlement.order_id and claim.closed_at is null
where (settlement.held_why like 'claim:%') <> (claim.id is not null)
    and settlement.settled_at is null
union all
select claim.order_id, 'not held', claim.id
from care_claim claim
left join shares_settlement settlement on settlement.order_id = claim.order_id
where claim.closed_at is null and settlement.order_id is null
