-- Keep what each part of these orders got: many orders share one shape, a list of parts.
insert into shares_share (order_id, kind, payee_id, amount_fen, at, refund_key)
select given.order_id, shaped.kind, shaped.payee_id, shaped.amount_fen, %(at)s, ''
from unnest(%(orders)s::uuid[], %(shapes)s::int[]) with ordinality as given (order_id, shape, n)
join unnest(
    %(line_shapes)s::int[], %(kinds)s::text[], %(payees)s::bigint[], %(amounts)s::bigint[]
) as shaped (shape, kind, payee_id, amount_fen) on shaped.shape = given.shape
order by given.n
returning 1
