-- Every entry is of a transaction that is there, on an account that is there, and moves something.
-- counts: ledger_entry
select e.transaction_id as "transaction", e.line, e.account_id as account, e.amount_fen
from ledger_entry e
left join ledger_transaction t on t.id = e.transaction_id
left join ledger_account a on a.id = e.account_id
where t.id is null or a.id is null or e.amount_fen = 0
