-- All that went back stands in the ledger with the same fen, and nothing that is still on its way.
-- counts: money_refund
select coalesce(back.number, posted.cause_key) as number, back.method, back.amount_fen,
    posted.owner as posted_to, posted.amount_fen as posted_fen
from (
    select refund.number, refund.method, refund.amount_fen
    from money_refund refund
    join trade_order o on o.id = refund.order_id
    join trade_lot lot on lot.id = o.lot_id
    where refund.state = 'done' and (refund.payment_id is null or not lot.is_rehearsal)
) back
full join (
    select entry_of.cause_key, account.owner, entry.amount_fen
    from ledger_transaction entry_of
    join ledger_entry entry on entry.transaction_id = entry_of.id
    join ledger_account account on account.id = entry.account_id and account.kind = 'cashier'
    where entry_of.cause = 'refund'
) posted on posted.cause_key = back.number
where (posted.owner, -posted.amount_fen) is distinct from (back.method, back.amount_fen)
