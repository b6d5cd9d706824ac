-- One row a claim or complaint of these days. A complaint may be about an order, a batch, a producer
-- or a programme; what it is not about is empty. The words that were said are not here.
select
    said.key,
    (said.opened_at at time zone 'Asia/Shanghai')::date as "on",
    said.opened_at as at,
    said.place_code as place,
    said.person_id as person,
    said.evidence,
    said.what,
    said.reason,
    said.state,
    nullif(said.outcome, '') as outcome,
    said.closed_at is not null as is_decided,
    said.refunded_fen,
    extract(epoch from said.closed_at - said.opened_at)::float8 / 86400 as days,
    said.answered_at <= said.promised_at as is_in_time,
    said.escalated_at is not null as is_escalated,
    said.order_id::text as "order",
    coalesce(o.sale_id, 0) as sale,
    product.id as product,
    product.name as good,
    producer.id as producer,
    coalesce(sale.is_demo, false) or coalesce(producer.is_demo, false)
        or coalesce(programme.is_demo, false) as is_demo
from (
    select 'claim:' || id as key, opened_at, place_code, buyer_id as person_id,
        '/claims/' || id || '/' as evidence, 'claim' as what, kind as reason, state, outcome,
        closed_at, refund_fen as refunded_fen, answered_at, promised_at, escalated_at, order_id,
        product_id, producer_id, null::bigint as programme_id
    from care_claim
    where opened_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
        and opened_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
    union all
    select 'complaint:' || c.id, c.opened_at, c.place_code, c.person_id,
        '/complaints/' || c.id || '/', 'complaint', c.kind, c.state, c.finding,
        c.closed_at, 0::bigint, c.answered_at, c.promised_at, c.escalated_at, c.order_id,
        coalesce(b.product_id, l.product_id), c.producer_id, c.programme_id
    from care_complaint c
    left join goods_batch b on b.id = c.batch_id
    left join trade_order asked on asked.id = c.order_id
    left join trade_lot l on l.id = asked.lot_id
    where c.opened_at >= %(since)s::date::timestamp at time zone 'Asia/Shanghai'
        and c.opened_at < %(until)s::date::timestamp at time zone 'Asia/Shanghai'
) said
left join trade_order o on o.id = said.order_id
left join trade_lot lot on lot.id = o.lot_id
left join live_sale sale on sale.id = o.sale_id
left join goods_product product on product.id = said.product_id
left join goods_producer producer on producer.id = coalesce(said.producer_id, product.producer_id)
left join programmes_programme programme on programme.id = said.programme_id
where not coalesce(lot.is_rehearsal, false) and sale.rehearses_id is null
