-- One row a batch of goods that need a certificate (承诺达标合格证), of which parcels left in the
-- window: kept when it had one before the first of them. Producers who are only encouraged have none.
select
    batch.number,
    batch.code,
    batch.first_sent_at as at,
    batch.good,
    batch.good_en,
    given.at as done_at,
    coalesce(given.at <= batch.first_sent_at, false) as kept
from ({batches}) batch
join goods_producer producer on producer.id = %(producer)s::bigint
cross join lateral (
    select min(issued_at) as at from goods_certificate where batch_id = batch.id
) given
where batch.processing = 'fresh'
    and batch.class_code like any (%(classes)s::text[])
    and batch.first_sent_at >= %(duty_from)s::timestamptz
    and producer.kind <> all (%(excused)s::text[])
