-- One row a claim that ended with money given back: kept when the shop gave it without the county
-- having to decide.
select
    claim.order_id,
    claim.closed_at as at,
    product.name as good,
    product.name_en as good_en,
    claim.refunded_at as done_at,
    not exists (
        select 1 from care_remark said where said.claim_id = claim.id and said.step = 'decide'
    ) as kept
from care_claim claim
join goods_product product on product.id = claim.product_id
where claim.producer_id = %(producer)s::bigint
    and claim.outcome = 'refunded'
    and claim.closed_at >= %(since)s::timestamptz
