-- Every transaction of the ledger has at least two entries, counted from 1, that sum to zero.
-- counts: ledger_transaction
select t.id as "transaction", t.cause, count(e.line) as entries, coalesce(sum(e.amount_fen), 0) as total_fen
from ledger_transaction t
left join ledger_entry e on e.transaction_id = t.id
group by t.id, t.cause
having count(e.line) < 2 or sum(e.amount_fen) <> 0 or max(e.line) <> count(e.line)
