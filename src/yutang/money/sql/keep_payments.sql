-- Keep what the test cashier took for these orders, paid in the same transaction.
insert into money_payment (
    order_id, method, state, amount_fen, refunded_fen, made_at, paid_at, refunded_at
)
select t.order_id, 'test', 'paid', t.amount_fen, 0, %(now)s, %(now)s, null
from unnest(%(orders)s::uuid[], %(amounts)s::bigint[]) as t (order_id, amount_fen)
order by t.order_id
on conflict (order_id) do nothing
returning order_id
