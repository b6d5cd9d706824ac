-- Every transaction names a cause that we know and its key, and no two the same.
-- counts: ledger_transaction
select min(id) as "transaction", cause, cause_key, count(*) as written
from ledger_transaction
group by cause, cause_key
having count(*) > 1 or cause_key = '' or cause not in (
    'payment', 'refund', 'settlement', 'reversal', 'payout', 'payout_returned', 'advance',
    'repayment', 'correction', 'donation', 'donation_back', 'grant', 'grant_back', 'spending',
    'spending_undone', 'bill_paid'
)
