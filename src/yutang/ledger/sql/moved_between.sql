-- What these orders' buyers paid and got back in a stretch of time, and when they first paid in it.
select t.order_id,
    coalesce(sum(e.amount_fen) filter (where t.cause = 'payment'), 0)::bigint,
    coalesce(-sum(e.amount_fen) filter (where t.cause = 'refund'), 0)::bigint,
    min(t.at) filter (where t.cause = 'payment')
from ledger_transaction t
join ledger_entry e on e.transaction_id = t.id
join ledger_account a on a.id = e.account_id and a.kind = 'cashier'
where t.order_id = any(%(orders)s::uuid[]) and t.cause in ('payment', 'refund')
    and t.at >= %(since)s and t.at < %(until)s
group by t.order_id
