-- What the ledger wrote for an order's settlement and reversals is, payee by payee, what its
-- shares say.
-- counts: shares_share
with shared as (
    select order_id, case refund_key when '' then 'settlement' else 'reversal' end as cause,
        case refund_key when '' then order_id::text else refund_key end as key,
        'payee:' || payee_id as owner, sum(amount_fen) as fen
    from shares_share group by 1, 2, 3, 4
), posted as (
    select t.order_id, t.cause, t.cause_key as key, a.owner, -sum(e.amount_fen) as fen
    from ledger_transaction t
    join ledger_entry e on e.transaction_id = t.id
    join ledger_account a on a.id = e.account_id and a.kind = 'payable'
    where t.cause in ('settlement', 'reversal') group by 1, 2, 3, 4
)
select coalesce(shared.order_id, posted.order_id) as "order", cause, key, owner,
    shared.fen as shares_fen, posted.fen as ledger_fen
from shared full join posted using (cause, key, owner)
where shared.fen is distinct from posted.fen
    or shared.order_id is distinct from posted.order_id
