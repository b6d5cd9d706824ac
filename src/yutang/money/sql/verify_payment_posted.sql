-- All money that came stands in the ledger with the same fen, and nothing else does: payments of
-- orders, and stray money. (What a rehearsal paid is no money.)
-- counts: money_payment
select coalesce(came.cause_key, posted.cause_key) as key, came.method, came.fen,
    posted.owner as posted_to, posted.amount_fen as posted_fen
from (
    select payment.order_id::text as cause_key, payment.method, payment.amount_fen as fen
    from money_payment payment
    join trade_order o on o.id = payment.order_id
    join trade_lot lot on lot.id = o.lot_id
    where payment.state in ('paid', 'refunded') and not lot.is_rehearsal
    union all
    select out_trade_no, provider, amount_fen from money_attempt where state = 'stray'
) came
full join (
    select entry_of.cause_key, account.owner, entry.amount_fen
    from ledger_transaction entry_of
    join ledger_entry entry on entry.transaction_id = entry_of.id
    join ledger_account account on account.id = entry.account_id and account.kind = 'cashier'
    where entry_of.cause = 'payment'
) posted on posted.cause_key = came.cause_key
where (posted.owner, posted.amount_fen) is distinct from (came.method, came.fen)
