-- No payout took more than was owed to the payee at that time.
-- counts: payouts_payout
select p.id as payout, p.reference, p.gross_fen, -before.owed_fen as owed_fen
from payouts_payout p
join ledger_transaction t on t.cause = 'payout' and t.cause_key = p.reference
join ledger_account a on a.kind = 'payable' and a.owner = 'payee:' || p.payee_id
cross join lateral (
    select coalesce(sum(e.amount_fen), 0) as owed_fen
    from ledger_entry e
    where e.account_id = a.id and e.transaction_id < t.id
) before
where p.kind = 'balance' and p.gross_fen > -before.owed_fen
