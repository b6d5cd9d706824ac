-- One row a claim or complaint whose answer was promised for a time that is over, or that was
-- answered: kept when the answer came by then. Who took it back before the time was over counts not.
select
    asked.order_id,
    asked.promised_at as at,
    product.name as good,
    product.name_en as good_en,
    asked.answered_at as done_at,
    coalesce(asked.answered_at <= asked.promised_at, false) as kept
from (
    select order_id, product_id, promised_at, answered_at, closed_at
    from care_claim
    where producer_id = %(producer)s::bigint and promised_at >= %(since)s::timestamptz
    union all
    select complaint.order_id, batch.product_id, complaint.promised_at, complaint.answered_at,
        complaint.closed_at
    from care_complaint complaint
    left join goods_batch batch on batch.id = complaint.batch_id
    where complaint.producer_id = %(producer)s::bigint and complaint.promised_at >= %(since)s::timestamptz
) asked
left join goods_product product on product.id = asked.product_id
where asked.answered_at is not null
    or (
        asked.promised_at < %(now)s::timestamptz
        and (asked.closed_at is null or asked.closed_at > asked.promised_at)
    )
