-- Every payout that the bank may pay, paid or gave back has its transactions in the ledger, and
-- no other has.
-- counts: payouts_payout
select p.id as payout, p.reference, p.state, 'payout or advance' as missing
from payouts_payout p
left join ledger_transaction t
    on t.cause_key = p.reference
    and t.cause = case p.kind when 'advance' then 'advance' else 'payout' end
where p.state in ('open', 'paid', 'returned') and t.id is null
    or p.state = 'draft' and t.id is not null
union all
select p.id, p.reference, p.state, 'confirmed by the bank'
from payouts_payout p
left join ledger_transaction t on t.cause = 'payout' and t.cause_key = p.reference || ':bank'
where p.state = 'paid' and t.id is null
union all
select p.id, p.reference, p.state, 'came back'
from payouts_payout p
left join ledger_transaction t on t.cause = 'payout_returned' and t.cause_key = p.reference
where (p.state = 'returned' and t.id is null) or (p.state in ('open', 'paid') and t.id is not null)
