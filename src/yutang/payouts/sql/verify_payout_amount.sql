-- What the ledger took from a payee for a payout is the payout's gross: repaid and paid out.
-- counts: payouts_payout
select p.id as payout, p.reference, p.gross_fen, coalesce(sum(e.amount_fen), 0) as taken_fen
from payouts_payout p
join ledger_transaction t on t.cause_key = p.reference
    and t.cause in ('payout', 'repayment', 'advance')
join ledger_entry e on e.transaction_id = t.id
join ledger_account a on a.id = e.account_id
    and a.owner = 'payee:' || p.payee_id
    and a.kind = case p.kind when 'advance' then 'advance' else 'payable' end
group by p.id
having sum(e.amount_fen) <> p.gross_fen
